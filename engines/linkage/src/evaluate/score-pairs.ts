import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber, readRows } from '../run-sql.ts';

/** What a threshold costs and brings, counted in pairs. */
export type ScorePoint = {
  /** Pairs of at least this weight are called one. */
  threshold: number;
  /** Pairs rightly called one, wrongly called one, and missed. */
  right: number;
  wrong: number;
  missed: number;
  precision: number;
  recall: number;
  f1: number;
};

export type Scores = {
  /** Rising thresholds, one for every hundredth of a weight that occurs. */
  points: ScorePoint[];
  /** The point of the highest F1; undefined when nothing was predicted. */
  best?: ScorePoint;
  /** Pairs that are one, by the truth. */
  matches: number;
  /** Pairs that the truth judges, in `labels`; undefined where a column tells the truth of every pair. */
  labelled?: number;
};

/** The truth: a column that names who each row is, or pairs somebody has judged. */
export type Truth =
  | {
      /** A relation (record, entity, source): `entity` null where it is not known, `source` null outside of linking. */
      rows: string;
      /** Judge only pairs of different sources. */
      betweenSources?: boolean;
    }
  | {
      /** A relation (id_l, id_r, score), score 0 to 1; from 0.5 a pair counts as one. */
      labels: string;
    };

/**
 * Precision, recall and F1 of scored pairs at every threshold. DuckDB counts them by weight, so that memory does not
 * grow with the number of pairs or labels. With labels, pairs that nobody judged are passed over, and a judged match
 * that was never predicted is missed at every threshold.
 *
 * Precision = right / (right + wrong), recall = right / (right + missed), F1 their harmonic mean
 * (van Rijsbergen, Information Retrieval, 1979).
 *
 * @param pairs a relation (id_l, id_r, weight), each pair once, either way round
 */
export async function scorePairs(connection: DuckDBConnection, pairs: string, truth: Truth): Promise<Scores> {
  const { matches, counted, labelled } =
    'labels' in truth ? await readLabels(connection, truth.labels, pairs) : await readTruth(connection, truth, pairs);
  const byWeight = await readRows(
    connection,
    `select weight, sum(right_n)::bigint as right_n, sum(n)::bigint as n from (
       select round(weight::double, 2) as weight, count(*) as n, count(*) filter (match) as right_n
       from (${counted}) group by 1
     ) group by weight order by weight desc`,
  );
  const points: ScorePoint[] = [];
  let right = 0;
  let called = 0;
  for (const row of byWeight) {
    right += Number(row.right_n);
    called += Number(row.n);
    points.push({ threshold: Number(row.weight), ...measure(right, called - right, matches - right) });
  }
  points.reverse();
  const best = points.reduce<ScorePoint | undefined>(
    (top, point) => (top && top.f1 >= point.f1 ? top : point),
    undefined,
  );
  return { points, matches, ...(best && { best }), ...(labelled !== undefined && { labelled }) };
}

/** Precision, recall and F1 of counts; 1 where nothing could be wrong or missed. */
export function measure(right: number, wrong: number, missed: number): Omit<ScorePoint, 'threshold'> {
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return {
    right,
    wrong,
    missed,
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrong + missed),
  };
}

type Judged = { matches: number; counted: string; labelled?: number };

async function readTruth(
  connection: DuckDBConnection,
  { rows, betweenSources = false }: Extract<Truth, { rows: string }>,
  pairs: string,
): Promise<Judged> {
  const within = 'sum(n * (n - 1) // 2)';
  const inGroups = (by: string): string =>
    `select coalesce(${within}, 0)::bigint from (select count(*)::hugeint as n from ${rows} where entity is not null group by ${by})`;
  const all = await readNumber(connection, inGroups('entity'));
  const matches = betweenSources ? all - (await readNumber(connection, inGroups('entity, source'))) : all;
  const apart = betweenSources ? 'where l.source <> r.source' : '';
  const counted = `select p.weight, l.entity = r.entity as match from ${pairs} p
    join ${rows} l on l.record = p.id_l join ${rows} r on r.record = p.id_r ${apart}`;
  return { matches, counted: `select * from (${counted}) where match is not null` };
}

async function readLabels(connection: DuckDBConnection, labels: string, pairs: string): Promise<Judged> {
  const judged = `select least(id_l, id_r) as id_l, greatest(id_l, id_r) as id_r, max(score) >= 0.5 as match
    from ${labels} where score is not null group by 1, 2`;
  const predicted = `select least(id_l, id_r) as id_l, greatest(id_l, id_r) as id_r, weight from ${pairs}`;
  return {
    labelled: await readNumber(connection, `select count(*) from (${judged})`),
    matches: await readNumber(connection, `select count(*) from (${judged}) where match`),
    counted: `select p.weight, j.match from (${predicted}) p join (${judged}) j on j.id_l = p.id_l and j.id_r = p.id_r`,
  };
}
