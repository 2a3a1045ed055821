import type pg from 'pg';
import { splitRange, stretchSql } from './count-range.ts';
import { type CountFilter, otherFilters } from './read-counts.ts';

export type MedianReply = {
  /** Hours from opening to the reply, half of the replies being faster; null without replies. */
  hours: number | null;
  replies: number;
  /** False where it was read from classes of 5 % width instead of every single reply. */
  exact: boolean;
};

/** Up to this many cases are sorted directly, which takes some tens of milliseconds. */
const DIRECT = 120_000;

/**
 * Median time to the reply (work finished, else closed) of the cases opened in a period.
 * @param size how many cases the filter has, from the counts
 */
export async function readMedianReply(
  client: pg.PoolClient,
  filter: CountFilter,
  size: number,
  classesAllowed: boolean,
): Promise<MedianReply> {
  const byStreet = (filter.within?.length ?? 0) <= 9 && filter.unit === undefined && filter.matter === undefined;
  return size > DIRECT && byStreet && classesAllowed ? fromClasses(client, filter) : direct(client, filter);
}

async function direct(client: pg.PoolClient, filter: CountFilter): Promise<MedianReply> {
  const values: unknown[] = [];
  const where = [
    `day >= '${filter.from}' and day <= '${filter.to}'`,
    'reply_hours is not null',
    ...otherFilters(filter, values),
  ].join(' and ');
  const { rows } = await client.query<{ hours: number | null; replies: number }>(
    `select percentile_cont(0.5) within group (order by reply_hours) as hours, count(*)::int as replies from indicator_case where ${where}`,
    values,
  );
  return { hours: rows[0]?.hours ?? null, replies: rows[0]?.replies ?? 0, exact: true };
}

async function fromClasses(client: pg.PoolClient, filter: CountFilter): Promise<MedianReply> {
  const values: unknown[] = [];
  const { months, edges } = splitRange(filter.from, filter.to);
  const days = [
    ...(months ? [`(grain = 'month' and ${stretchSql(months)})`] : []),
    ...edges.map((edge) => `(grain = 'day' and ${stretchSql(edge)})`),
  ];
  const where = [`(${days.join(' or ')})`, ...otherFilters(filter, values, 'street')].join(' and ');
  const { rows } = await client.query<{ bucket: number; n: number }>(
    `select bucket, sum(n)::int as n from indicator_reply where ${where} group by 1 having sum(n) > 0 order by 1`,
    values,
  );
  const replies = rows.reduce((sum, row) => sum + row.n, 0);
  let passed = 0;
  for (const { bucket, n } of rows) {
    passed += n;
    if (passed * 2 >= replies) return { hours: 1.05 ** (bucket + 0.5), replies, exact: false };
  }
  return { hours: null, replies: 0, exact: true };
}
