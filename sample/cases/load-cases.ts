import type pg from 'pg';
import { CASE_COLUMNS, STEP_COLUMNS } from '../../platform/cases/case-columns.ts';
import { searchVector } from '../../platform/cases/search-terms.ts';
import type { Context } from '../../platform/http/context.ts';
import type { Resident } from '../people/load-residents.ts';
import { makeName } from '../people/make-names.ts';
import { createRandom, type Random } from '../random.ts';
import type { Photos } from '../scenes/store-photos.ts';
import { wakingHours } from './act-time.ts';
import { type Begun, beginCase, type Cast, weighGrid } from './begin-case.ts';
import { copyRows } from './copy-rows.ts';
import { liveCase, type Stage } from './live-case.ts';
import { knownMatters } from './matter-text.ts';
import type { Grid } from './place-book.ts';
import { openPostBook } from './post-book.ts';
import { restIndexes } from './rest-indexes.ts';
import { tellService } from './tell-service.ts';
import { tellStandard } from './tell-standard.ts';

export type CaseLoad = {
  cases: number;
  residents: readonly Resident[];
  grids: readonly Grid[];
  photos: Photos;
  seed: number;
  now: Date;
  onProgress: (done: number, total: number, label: string) => void;
};

const DAY = 86_400_000;
const RECENT = 3 * DAY;
const BATCH = 1000;
/** From this many cases on, into empty tables, indexes are built at the end. */
const LARGE = 20_000;
/** States in which, among the latest cases, some have been forgotten by everybody: a district has them all. */
const FORGOTTEN = [
  'draft',
  'reported',
  'supplementing',
  'confirming',
  'filing',
  'dispatching',
  'assigning',
  'handling',
  'suspended',
  'handled',
  'verifying',
  'rating',
] as const;

/**
 * Makes cases over the last days and writes them in one transaction, in the order they were opened.
 * @param client the owner, inside a transaction
 */
export async function loadCases(client: pg.Client, ctx: Context, load: CaseLoad): Promise<void> {
  const { cases: total, now, photos, onProgress } = load;
  const { rows } = await client.query<{ first: number; empty: boolean }>(
    `select nextval(pg_get_serial_sequence('cases', 'id'))::int as first, not exists (select from cases) and not exists (select from step) as empty`,
  );
  const { first, empty } = rows[0] as { first: number; empty: boolean };
  // a second load is another stretch of the district's life, not the same once more
  const random = createRandom(load.seed + first * 2 ** 32);
  const catalogue = await ctx.caches.catalogue.get();
  const book = await openPostBook(ctx.caches.posts);
  const stage: Stage = {
    ctx: { ...ctx, caches: { ...ctx.caches, posts: book.cache } },
    keeper: { rules: catalogue.rules, hours: catalogue.hours },
    book,
    random,
    now,
  };
  const cast: Cast = {
    catalogue,
    residents: load.residents,
    callers: Array.from({ length: Math.min(4000, Math.ceil(total / 10)) }, () =>
      ctx.sealer.seal({ name: makeName(random), phone: `19${random.int(900_000_000, 999_999_999)}` }),
    ),
    grids: load.grids.flatMap((grid) => Array.from({ length: weighGrid(grid) }, () => grid)),
    matters: knownMatters(catalogue.matters).flatMap((text) => Array.from({ length: text.weight }, () => text)),
  };
  await client.query(`select setval(pg_get_serial_sequence('cases', 'id'), $1)`, [first + total]);
  const restore = total >= LARGE && empty ? await restIndexes(client) : undefined;

  const days = Math.max(90, Math.min(720, total / 1400));
  const openings = Array.from({ length: total }, () => openingTime(random, now, days)).sort((a, b) => a - b);
  const matterName = (key: string | null) => (key ? catalogue.matters.get(key)?.name : undefined);
  /** The last open report by matter and community: what a duplicate is merged into. */
  const latest = new Map<string, string>();
  let batch: Begun[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (const [i, opening] of openings.entries()) {
    const begun = await beginCase(stage, cast, first + i, new Date(opening));
    const { lived, pinned, reporter, text, origin } = begun;
    const where = `${lived.row.matter}/${lived.row.area.slice(0, 12)}`;
    const wish =
      now.getTime() - opening < RECENT && random.chance(0.5)
        ? random.pick(
            origin === 'resident'
              ? FORGOTTEN
              : FORGOTTEN.filter((state) => state !== 'draft' && state !== 'supplementing'),
          )
        : undefined;
    const scene = {
      random,
      text,
      book,
      acts: new Set(Object.keys(pinned.loop.loop.acts)),
      origin,
      twin: latest.get(where),
      wish,
    };
    const story = pinned.loop.loop.loop === 'service' ? tellService(scene) : tellStandard(scene, lived.row);
    await liveCase(stage, pinned, reporter, lived, story, wish);
    if (lived.row.merged_into === null && lived.row.state !== 'void') latest.set(where, lived.number);
    batch.push(begun);
    if (batch.length < BATCH && i + 1 < total) continue;
    await writing;
    // the next batch is made while this one is written
    writing = write(client, batch, photos, matterName);
    writing.catch(() => undefined);
    batch = [];
    onProgress(i + 1, total, '案卷 cases');
  }
  await writing;
  await restore?.((done, of) => onProgress(done, of, '索引 indexes'));
}

/** Mostly in the day, fewer at the weekend, growing slowly. */
function openingTime(random: Random, now: Date, days: number): number {
  for (;;) {
    // a district at any moment has what came in since yesterday
    const back = (random.chance(0.03) ? 0.8 * random.next() : days * random.next() ** 1.25) * DAY;
    const at = wakingHours(now.getTime() - back, 7, 22, random);
    const weekend = [0, 6].includes(new Date(at + 8 * 3_600_000).getUTCDay());
    if (at < now.getTime() - 60_000 && !(weekend && random.chance(0.4))) return at;
  }
}

async function write(
  client: pg.Client,
  batch: readonly Begun[],
  photos: Photos,
  matterName: (key: string | null) => { zh: string; en: string } | undefined,
): Promise<void> {
  const lives = batch.map(({ lived }) => lived);
  await copyRows(
    client,
    'cases',
    [...CASE_COLUMNS, 'search'],
    lives.map(({ row }) => {
      const name = matterName(row.matter);
      return [
        ...CASE_COLUMNS.map((column) => row[column]),
        searchVector(row.title, row.description, row.place, name?.zh, name?.en),
      ];
    }),
  );
  await copyRows(
    client,
    'step',
    STEP_COLUMNS,
    lives.flatMap(({ steps }) => steps.map((step) => STEP_COLUMNS.map((column) => step[column]))),
  );
  await copyRows(
    client,
    'party',
    ['case_id', 'unit'],
    lives.flatMap(({ row, parties }) => [...parties].map((unit) => [row.id, unit])),
  );
  await copyRows(
    client,
    'assist',
    ['case_id', 'unit', 'post', 'work', 'whistle', 'due_at', 'state', 'answer', 'asked_at', 'answered_at'],
    lives.flatMap(({ row, assists }) =>
      assists.map((a) => [
        row.id,
        a.unit,
        a.post,
        a.work,
        a.whistle,
        a.due_at,
        a.state,
        a.answer,
        a.asked_at,
        a.answered_at,
      ]),
    ),
  );
  await copyRows(
    client,
    'follower',
    ['case_id', 'account', 'since'],
    lives.flatMap(({ row }) =>
      row.merged_into !== null && row.reporter ? [[row.merged_into, row.reporter, row.updated_at]] : [],
    ),
  );
  await copyRows(
    client,
    'file_object',
    ['id', 'account', 'case_id', 'sha256', 'mime', 'bytes', 'width', 'height', 'created_at'],
    batch.flatMap(({ lived: { row, files }, text }) =>
      files.map(({ id, account, at, shows }) => {
        const photo = photos.of(text.scene, shows);
        return [id, account, row.id, photo.sha256, 'image/jpeg', photo.bytes, photo.width, photo.height, at];
      }),
    ),
  );
}
