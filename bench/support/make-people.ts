import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import { pinyin } from 'pinyin-pro';
import { GIVEN, SURNAMES } from './people-names.ts';

/** Rows a person stands in, on average; four to twelve. */
const ROWS_EACH = 8;
/** Eight households of twenty people: how many live in each. */
const SIZES = [1, 2, 3, 3, 4, 2, 1, 4];

/**
 * Makes `people_rows` (record, source, name, citizen, birth, sex, phone, address_key) and `people_truth` (record,
 * person): rows of nine kinds of sources about invented people who live in families. 20 % of the rows lack the citizen
 * number, of the others 3 % are mistyped and 1 % old; 30 % lack the phone, 15 % of the others are old ones, of which
 * some belong to somebody else by now; 25 % of the homes are old ones where others live now; 4 % of the names are
 * mistyped, mostly for a character that is read alike. Children and the very old share a phone of the family;
 * twins and siblings share half a name. The same seed gives the same rows.
 */
export async function makePeople(db: DuckDBConnection, rows: number, seed: number): Promise<void> {
  const persons = Math.ceil((rows / ROWS_EACH) * 1.01);
  const slots = await makeSlots(db);
  await db.run(`CREATE OR REPLACE MACRO draw(x, salt) AS (hash(x, salt, ${seed}) % 1000003) / 1000003.0;
    CREATE OR REPLACE MACRO pick(list, x, salt) AS list[1 + (hash(x, salt, ${seed}) % len(list))::INTEGER]`);
  const seats = SIZES.flatMap((size, household) =>
    Array.from({ length: size }, (_, seat) => ({ household, seat, size })),
  );
  const list = (key: 'household' | 'seat' | 'size') => `[${seats.map((entry) => entry[key]).join(', ')}]`;
  // Who lives with whom. Seat 0 and 1 are a couple, 2 and 3 their children, or the first a parent of one of them.
  await db.run(`CREATE TEMP TABLE seated AS
    SELECT p, (p // 20) * 8 + ${list('household')}[p % 20 + 1] AS h, ${list('seat')}[p % 20 + 1] AS seat FROM range(${persons}) t(p)`);
  await db.run(`CREATE TEMP TABLE aged AS SELECT *,
      CASE WHEN seat < 2 THEN (seat = 0) <> (draw(h, 'a') < 0.3) ELSE draw(if(twin, h, p), if(twin, 'tw', 'x')) < 0.51 END AS male,
      CASE WHEN seat < 2 THEN own ELSE CASE WHEN elder THEN own + 24 + (draw(h, 'e') * 8)::INTEGER
        ELSE greatest(0, least(own - 22, 60) - (draw(if(twin, h, p), 'k') * 14)::INTEGER) END END AS age,
      (draw(if(twin, h, p), 'd') * 364)::INTEGER AS day
    FROM (SELECT *, 22 + (draw(h, 'age') * 55)::INTEGER + if(seat = 1, (draw(p, 's') * 8)::INTEGER - 4, 0) AS own,
        seat = 2 AND draw(h, 'el') < 0.3 AS elder, seat >= 2 AND draw(h, 'tt') < 0.06 AND draw(h, 'el') >= 0.3 AS twin FROM seated)`);
  // Numbers to join by are worked out first: DuckDB joins by hash only what stands plainly on either side.
  const place = (kind: keyof typeof slots, x: string, salt: string) =>
    `(hash(${x}, '${salt}', ${seed}) % ${slots[kind]})::BIGINT AS ${salt}_at`;
  await db.run(`CREATE TEMP TABLE named AS SELECT a.*,
      sn.value || if(NOT twin AND draw(p, 'one') < 0.17, '', if(male, m1.value, f1.value)) || if(male, m2.value, f2.value) AS name,
      (DATE '2026-01-01' - (age * 365 + age // 4 + day)::INTEGER) AS birth,
      if(draw(h, 'ar') < 0.6, '610402', (610100 + (hash(h, 'ac', ${seed}) % 11) * 100 + 3 + hash(h, 'ad', ${seed}) % 9)::VARCHAR) AS region,
      '1' || pick(['3', '5', '7', '8', '9'], p, 'ph1') || lpad((hash(p, 'ph', ${seed}) % 1000000000)::VARCHAR, 9, '0') AS mobile
    FROM (SELECT *, ${place('surname', 'family', 'sn')}, ${place('male', 'sibling', 'm1')}, ${place('male', 'p', 'm2')},
        ${place('female', 'sibling', 'f1')}, ${place('female', 'p', 'f2')}
      FROM (SELECT *, if(seat IN (0, 2, 3) AND NOT elder, h, -p) AS family,
        if(seat >= 2 AND draw(h, 'gen') < if(twin, 0.6, 0.25), h, -p) AS sibling FROM aged)) AS a
      ${(['sn', 'm1', 'm2', 'f1', 'f2'] as const).map((alias) => `JOIN slot_${{ s: 'surname', m: 'male', f: 'female' }[alias[0] as 's' | 'm' | 'f']} ${alias} ON ${alias}.at = a.${alias}_at`).join(' ')}`);
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.map((weight, i) => `${weight} * substr(body, ${i + 1}, 1)::INTEGER`).join(' + ');
  await db.run(`CREATE TEMP TABLE persons AS SELECT p, h, name, birth, male,
      body || substr('10X98765432', (${sum}) % 11 + 1, 1) AS citizen,
      if(age < 12 OR (age > 80 AND draw(p, 'op') < 0.3), min(mobile) FILTER (seat = 0) OVER (PARTITION BY h), mobile) AS phone,
      if(draw(p, 'rec') < 0.1, lag(mobile, 1, mobile) OVER (ORDER BY hash(p, 'l')), '13' || lpad((hash(p, 'old', ${seed}) % 1000000000)::VARCHAR, 9, '0')) AS old_phone
    FROM (SELECT *, region || strftime(birth, '%Y%m%d') ||
        lpad((2 * row_number() OVER (PARTITION BY region, birth, male ORDER BY p) + male::INTEGER)::VARCHAR, 3, '0') AS body FROM named)`);
  await makeRows(db, rows, Math.ceil(persons / 20) * 8, seed);
  for (const table of ['seated', 'aged', 'named', 'persons', 'slot_surname', 'slot_male', 'slot_female', 'slips'])
    await db.run(`DROP TABLE ${table}`);
}

async function makeRows(db: DuckDBConnection, rows: number, homes: number, seed: number): Promise<void> {
  const home = (h: string) =>
    `(SELECT '610402' || lpad((1 + ${h} % 12)::VARCHAR, 3, '0') || lpad((1 + ${h} % 17)::VARCHAR, 3, '0') || '|' || (${h} // 240) || '|' || (1 + ${h} % 40) || '-' || (1 + ${h} % 3) || '-' || ${h} % 2903)`;
  await db.run(`CREATE TEMP TABLE drawn AS
    SELECT persons.*, x, 1 + (hash(x, 'pos', ${seed}) % 18)::INTEGER AS place, draw(x, 'n') < 0.04 AS slipped,
      1 + (hash(x, 'np', ${seed}) % length(name))::INTEGER AS spot, draw(x, 'c') AS c, draw(x, 'ck') AS ck
    FROM (SELECT *, unnest(range(4 + (hash(p, 'rows', ${seed}) % 9)::INTEGER)) + p * 16 AS x FROM persons) AS persons
    ORDER BY hash(x, 'order', ${seed})`);
  await db.run(`DELETE FROM drawn WHERE rowid >= ${rows}`);
  await db.run(`CREATE OR REPLACE TABLE people_truth AS SELECT rowid + 1 AS record, p AS person FROM drawn`);
  const digit = (at: string) =>
    `((substr(citizen, ${at}, 1)::INTEGER + 1 + (hash(x, 'dg', ${seed}) % 9)::INTEGER) % 10)`;
  await db.run(`CREATE OR REPLACE TABLE people_rows AS SELECT d.rowid + 1 AS record,
      's' || 1 + hash(x, 'src', ${seed}) % 9 AS source,
      CASE WHEN NOT slipped THEN name
        WHEN draw(x, 'nk') < 0.6 THEN left(name, spot - 1) || pick(alike, x, 'al') || substr(name, spot + 1)
        WHEN draw(x, 'nk') < 0.85 THEN left(name, spot - 1) || pick(near, x, 'ne') || substr(name, spot + 1)
        WHEN draw(x, 'nk') < 0.92 AND length(name) > 2 THEN left(name, spot - 1) || substr(name, spot + 1)
        ELSE left(name, spot - 1) || pick(['小', '大', '文', '明', '华', '云', '之', '志', '红'], x, 'ot') || substr(name, spot + 1) END AS name,
      CASE WHEN c < 0.2 THEN NULL WHEN c < 0.2 + 0.8 * 0.03 THEN CASE
          WHEN ck < 0.7 THEN left(citizen, least(place, 17) - 1) || ${digit('least(place, 17)')} || substr(citizen, least(place, 17) + 1)
          WHEN ck < 0.9 THEN left(citizen, least(place, 16) - 1) || substr(citizen, least(place, 16) + 1, 1) || substr(citizen, least(place, 16), 1) || substr(citizen, least(place, 16) + 2)
          ELSE left(citizen, 17) || if(right(citizen, 1) = '0', 'X', '0') END
        WHEN c < 0.2 + 0.8 * 0.04 AND year(birth) BETWEEN 1900 AND 1999 THEN left(citizen, 6) || substr(citizen, 9, 9)
        ELSE citizen END AS citizen,
      CASE WHEN draw(x, 'b') < 0.1 THEN NULL WHEN draw(x, 'b') < 0.104 THEN birth + 1 + (draw(x, 'bd') * 30)::INTEGER
        WHEN draw(x, 'b') < 0.107 THEN birth - 365 ELSE birth END AS birth,
      CASE WHEN draw(x, 'sx') < 0.1 THEN NULL WHEN (draw(x, 'sx') < 0.105) <> male THEN '1' ELSE '2' END AS sex,
      CASE WHEN draw(x, 't') < 0.3 THEN NULL WHEN draw(x, 't') < 0.3 + 0.7 * 0.15 THEN old_phone ELSE phone END AS phone,
      CASE WHEN draw(x, 'ad') < 0.03 THEN NULL WHEN draw(x, 'ad') < 0.27 THEN ${home(`((h * 7919 + p) % ${homes})`)} ELSE ${home('h')} END AS address_key
    FROM drawn d LEFT JOIN slips ON slipped AND slips.written = substr(name, spot, 1)`);
  await db.run(`DROP TABLE drawn`);
}

/** Lists to draw names from, as often as each occurs, and for every character those it is mistaken for. */
async function makeSlots(db: DuckDBConnection): Promise<{ surname: number; male: number; female: number }> {
  const weighted = (text: string) =>
    [...text].flatMap((character, n) => Array.from({ length: Math.round(2000 / (n + 8)) }, () => character));
  const surnames = SURNAMES.flatMap(([surname, share]) => Array.from({ length: share }, () => surname));
  const quote = (list: readonly string[]) => `[${list.map((text) => `'${text}'`).join(', ')}]`;
  const slots = { surname: surnames, male: weighted(GIVEN.male), female: weighted(GIVEN.female) };
  for (const [kind, list] of Object.entries(slots))
    await db.run(`CREATE OR REPLACE TEMP TABLE slot_${kind} AS
      SELECT (generate_subscripts(list, 1) - 1)::BIGINT AS at, unnest(list) AS value FROM (SELECT ${quote(list)} AS list)`);
  const common = listCommonCharacters();
  const byReading = Map.groupBy(common, (character) => pinyin(character, { toneType: 'none' }));
  const known = new Set(common);
  const used = new Set([...GIVEN.male, ...GIVEN.female, ...SURNAMES.flatMap(([surname]) => [...surname])]);
  const slips = [...used].map((character) => {
    const alike = (byReading.get(pinyin(character, { toneType: 'none' })) ?? []).filter((other) => other !== character);
    // Neighbours in Unicode share the radical, and a few strokes.
    const code = character.codePointAt(0) ?? 0;
    const near = [-4, -3, -2, -1, 1, 2, 3, 4].map((step) => String.fromCodePoint(code + step));
    const seen = near.filter((other) => known.has(other));
    return [character, alike.length ? alike : ['某'], seen.length ? seen : ['某']] as const;
  });
  await db.run(`CREATE OR REPLACE TEMP TABLE slips_text (written VARCHAR, alike VARCHAR, near VARCHAR)`);
  const appender = await db.createAppender('slips_text');
  const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, VARCHAR], slips.length);
  chunk.setColumns([
    slips.map(([c]) => c),
    slips.map(([, alike]) => alike.join('')),
    slips.map(([, , near]) => near.join('')),
  ]);
  appender.appendDataChunk(chunk);
  appender.closeSync();
  await db.run(`CREATE OR REPLACE TEMP TABLE slips AS SELECT written, string_split(alike, '') AS alike, string_split(near, '') AS near FROM slips_text;
    DROP TABLE slips_text`);
  return { surname: slots.surname.length, male: slots.male.length, female: slots.female.length };
}

/** The 3,755 common characters: level one of GB 2312, rows 16 to 55. */
function listCommonCharacters(): string[] {
  const decoder = new TextDecoder('gb2312');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++)
      characters.push(decoder.decode(new Uint8Array([row, cell])));
  return characters;
}
