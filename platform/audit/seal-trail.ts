import { createHash } from 'node:crypto';
import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';

export const STREAMS = ['step', 'audit_event'] as const;
export type Stream = (typeof STREAMS)[number];

export type Seal = {
  stream: Stream;
  n: number;
  upto: string;
  rows: number;
  digest: Buffer;
  prev: Buffer;
  hash: Buffer;
  at: Date;
};

/** The hash of a seal: it covers the seal before it, so that seals cannot be taken out or swapped. */
export function hashSeal(s: Omit<Seal, 'hash'>): Buffer {
  return createHash('sha256')
    .update(s.prev)
    .update(JSON.stringify([s.stream, s.n, s.upto, s.rows, s.digest.toString('hex'), s.at.getTime()]))
    .digest();
}

/**
 * Seals what has been appended since the last seal: a digest over the hashes of all rows whose transactions are
 * over. A case's own chain shows a changed step; the seals show a whole case, or its last steps, taken out.
 * Rows are taken by transaction id below the oldest one still running, so that none slips in behind a seal.
 * @returns rows sealed now, by stream
 */
export async function sealTrail(pool: pg.Pool, at = new Date()): Promise<Record<Stream, number>> {
  const sealed = { step: 0, audit_event: 0 };
  for (const stream of STREAMS) {
    sealed[stream] = await withSystem(pool, async (_db, client) => {
      await client.query(`select pg_advisory_xact_lock(610402, ${STREAMS.indexOf(stream)})`);
      const { rows: last } = await client.query<{ n: number; upto: string; hash: Buffer }>(
        'select n, upto::text, hash from audit_seal where stream = $1 order by n desc limit 1',
        [stream],
      );
      const from = last[0]?.upto ?? '0';
      const { rows: bound } = await client.query<{ upto: string }>(
        'select pg_snapshot_xmin(pg_current_snapshot())::text as upto',
      );
      const upto = bound[0]?.upto as string;
      const { rows, digest } = await digestRows(client, stream, from, upto);
      if (rows === 0) return 0;
      const seal = {
        stream,
        n: (last[0]?.n ?? 0) + 1,
        upto,
        rows,
        digest,
        prev: last[0]?.hash ?? Buffer.alloc(32),
        at,
      };
      await client.query(
        'insert into audit_seal (stream, n, upto, rows, digest, prev, hash, at) values ($1, $2, $3::xid8, $4, $5, $6, $7, $8)',
        [stream, seal.n, upto, rows, digest, seal.prev, hashSeal(seal), at],
      );
      return rows;
    });
  }
  return sealed;
}

/** Digest over the hashes of the rows of transactions in [from, upto), in order of id. */
export async function digestRows(
  client: pg.PoolClient,
  stream: Stream,
  from: string,
  upto: string,
): Promise<{ rows: number; digest: Buffer }> {
  const digest = createHash('sha256');
  let rows = 0;
  await client.query(
    `declare sealing no scroll cursor for select hash from ${stream} where xid >= '${BigInt(from)}'::xid8 and xid < '${BigInt(upto)}'::xid8 order by id`,
  );
  for (;;) {
    const { rows: page } = await client.query<{ hash: Buffer }>('fetch 20000 from sealing');
    if (page.length === 0) break;
    rows += page.length;
    for (const row of page) digest.update(row.hash);
  }
  await client.query('close sealing');
  return { rows, digest: digest.digest() };
}
