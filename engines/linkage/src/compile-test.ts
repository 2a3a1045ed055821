import { quoteName, quoteText } from './run-sql.ts';
import type { LevelTest } from './types.ts';

/** Mean radius of the earth in kilometres (IUGG). */
const EARTH_KM = 6371.0088;

/** Digits taken for one another: beside or below each other on a keypad, or of like shape. Each pair once. */
const DIGIT_PAIRS = '12 23 45 56 78 89 14 47 25 58 36 69 80 17 38 68 06 08 35'.split(' ');

/** Names of the columns that hold what is derived once per distinct value. */
export const derivedColumns = {
  pinyin: (field: string) => `py_${field}`,
  sorted: (field: string) => `so_${field}`,
  shape: (field: string) => `sh_${field}`,
  right: (field: string) => `ok_${field}`,
} as const;

/**
 * Compiles a test into a DuckDB condition over two rows `l` and `r`. It is null where a value is missing.
 * CASE guards costly parts: DuckDB evaluates both sides of an AND in a projection, but a CASE only where it is reached.
 */
export function compileTest(test: LevelTest, ownField: string): string {
  const field = 'field' in test && test.field ? test.field : ownField;
  const l = `l.${quoteName(field)}`;
  const r = `r.${quoteName(field)}`;
  const sameLength = `length(${l}) = length(${r})`;
  const oneByte = `CASE WHEN ${sameLength} AND strlen(${l}) = strlen(${r}) THEN hamming(${l}, ${r}) END`;
  switch (test.is) {
    case 'exact':
      return (test.fields ?? [field]).map((name) => `l.${quoteName(name)} = r.${quoteName(name)}`).join(' AND ');
    case 'jaro_winkler':
      return `jaro_winkler_similarity(${l}, ${r}) >= ${test.least}`;
    case 'edits':
      return `CASE WHEN abs(strlen(${l}) - strlen(${r})) > ${test.most} THEN false ELSE damerau_levenshtein(${l}, ${r}) <= ${test.most} END`;
    case 'crossed':
      return `${l} = r.${quoteName(test.with)} AND l.${quoteName(test.with)} = ${r}`;
    case 'contains':
      return `least(length(${l}), length(${r})) >= ${test.least} AND (contains(${l}, ${r}) OR contains(${r}, ${l}))`;
    case 'date_parts':
      return test.parts.map((part) => `${part}(${l}) = ${part}(${r})`).join(' AND ');
    case 'date_swap':
      return `year(${l}) = year(${r}) AND month(${l}) = day(${r}) AND day(${l}) = month(${r})`;
    case 'days':
      return `abs(date_diff('day', ${l}::DATE, ${r}::DATE)) <= ${test.most}`;
    case 'distance':
      return `abs(${l} - ${r}) <= ${test.most}`;
    case 'ratio':
      return `least(${l}, ${r}) >= ${test.least} * greatest(${l}, ${r})`;
    case 'kilometres':
      return `${compileKilometres(field, test.longitude)} <= ${test.most}`;
    case 'overlap':
      return `len(list_intersect(${l}, ${r})) >= ${test.least} * least(len(list_distinct(${l})), len(list_distinct(${r})))`;
    case 'jaccard':
      return `len(list_intersect(${l}, ${r})) >= ${test.least} * len(list_distinct(list_concat(${l}, ${r})))`;
    case 'same_pinyin':
      return compileDerived('pinyin', field);
    case 'same_characters':
      return compileDerived('sorted', field);
    case 'similar_shape':
      return compileDerived('shape', field);
    case 'one_character':
      return compileOneCharacter(l, r);
    case 'one_digit':
      return `(${oneByte}) = 1`;
    case 'similar_digits':
      return `CASE WHEN (${oneByte}) = 1 THEN ${DIGIT_PAIRS.map(([a = '', b = '']) => {
        const alike = (side: string) => `translate(${side}, ${quoteText(a)}, ${quoteText(b)})`;
        return `${alike(l)} = ${alike(r)}`;
      }).join(' OR ')} ELSE false END`;
    case 'transposed':
      return `CASE WHEN (${oneByte}) = 2 THEN damerau_levenshtein(${l}, ${r}) = 1 ELSE false END`;
    case 'check_digit':
      return `length(${l}) = 18 AND length(${r}) = 18 AND left(${l}, 17) = left(${r}, 17)`;
    case 'old_form':
      return `CASE length(${l}) + 100 * length(${r}) WHEN 1815 THEN ${compileOldForm(r, l)} WHEN 1518 THEN ${compileOldForm(l, r)} ELSE false END`;
    case 'citizen_doubtful':
      return `NOT (coalesce(l.${quoteName(derivedColumns.right(field))}, false) AND coalesce(r.${quoteName(derivedColumns.right(field))}, false))`;
    case 'sql':
      return `(${test.condition})`;
    case 'all':
      return `(${test.of.map((part) => `(${compileTest(part, field)})`).join(' AND ')})`;
    case 'any':
      return `(${test.of.map((part) => `coalesce(${compileTest(part, field)}, false)`).join(' OR ')})`;
  }
}

/** Derived columns are 64-bit hashes: cheap to keep and to compare. */
function compileDerived(kind: 'pinyin' | 'sorted' | 'shape', field: string): string {
  const column = quoteName(derivedColumns[kind](field));
  return `l.${column} = r.${column}`;
}

/** The 18-digit number without its century and check digit is the old one (GB 11643-1989 to GB 11643-1999). */
function compileOldForm(longer: string, shorter: string): string {
  return `left(${longer}, 6) || substr(${longer}, 9, 9) = ${shorter}`;
}

/** Exactly one character differs, counted by code point: by position up to four, through lists beyond. */
function compileOneCharacter(l: string, r: string): string {
  const differs = (position: number) => `(substr(${l}, ${position}, 1) <> substr(${r}, ${position}, 1))::UTINYINT`;
  const pairs = `list_zip(string_split(${l}, ''), string_split(${r}, ''))`;
  return `CASE WHEN length(${l}) <> length(${r}) OR length(${l}) < 2 THEN false WHEN length(${l}) <= 4 THEN ${[1, 2, 3, 4].map(differs).join(' + ')} = 1 ELSE len(list_filter(${pairs}, pair -> pair[1] <> pair[2])) = 1 END`;
}

/** Great-circle distance by the haversine formula. */
function compileKilometres(latitude: string, longitude: string): string {
  const radians = (side: string, name: string) => `radians(${side}.${quoteName(name)})`;
  const halfSine = (name: string) => `power(sin((${radians('l', name)} - ${radians('r', name)}) / 2), 2)`;
  return `2 * ${EARTH_KM} * asin(sqrt(least(1, ${halfSine(latitude)} + cos(${radians('l', latitude)}) * cos(${radians('r', latitude)}) * ${halfSine(longitude)})))`;
}
