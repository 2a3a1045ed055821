import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { SYSTEM } from '../access/actor.ts';
import { canonical } from '../audit/step-hash.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { actOnRow } from './act-on-case.ts';
import { CASE_COLUMNS } from './case-columns.ts';
import type { CaseRecord } from './case-record.ts';
import { planTick, timeoutAct } from './plan-tick.ts';
import { writeMove } from './write-move.ts';

const BATCH = 100;

/**
 * One turn of the clock: every case whose moment has come is warned, marked overdue and passed to the level above,
 * or moved on by its time-out. The moment stands in the case's own row, so nothing is lost with the process, and
 * `skip locked` lets several servers turn the clock at once.
 * @param now for tests and for catching up; the real time otherwise
 * @returns how many cases were looked at
 */
export async function runClock(ctx: Context, now = new Date()): Promise<number> {
  let seen = 0;
  for (;;) {
    const done = await withSystem(ctx.pool, async (_db, client) => {
      await client.query(`select pg_advisory_xact_lock_shared(${REPLAY_LOCK})`);
      const { rows } = await client.query<CaseRecord>(
        `select ${CASE_COLUMNS.join(', ')} from cases where tick_at <= $1 order by tick_at limit ${BATCH} for update skip locked`,
        [now],
      );
      for (const row of rows) await tick(ctx, client, row, now);
      return rows.length;
    });
    seen += done;
    if (done < BATCH) return seen;
  }
}

const REPLAY_LOCK = '610402, 20';

/**
 * Runs a piece of replayed history while the clock stands: a case opened in the past is due at once, and the clock
 * must not mark it with the present time before its own past has been told. Short pieces; the clock turns in between.
 */
export async function withClockStopped<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const client = await ctx.pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${REPLAY_LOCK})`);
    return await work();
  } finally {
    // a connection that cannot unlock is thrown away, and the lock with it
    await client.query(`select pg_advisory_unlock(${REPLAY_LOCK})`).then(
      () => client.release(),
      () => client.release(true),
    );
  }
}

/**
 * Turns the clock of one case as far as a moment, each warning, limit and time-out at the time it fell: an import that
 * replays history gives the case the same nodes as if the server had been there.
 */
export async function runCaseClock(ctx: Context, id: number, until: Date): Promise<void> {
  for (;;) {
    const due = await withSystem(ctx.pool, async (_db, client) => {
      const { rows } = await client.query<CaseRecord>(
        `select ${CASE_COLUMNS.join(', ')} from cases where id = $1 and tick_at <= $2 for update`,
        [id, until],
      );
      if (rows[0]?.tick_at) await tick(ctx, client, rows[0], rows[0].tick_at);
      return rows.length > 0;
    });
    if (!due) return;
  }
}

async function tick(ctx: Context, client: pg.PoolClient, row: CaseRecord, now: Date): Promise<void> {
  const pinned = await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version);
  const timeout = timeoutAct(pinned, row, now);
  if (timeout) {
    const input = { actId: randomUUID(), act: timeout, at: now };
    await actOnRow(
      ctx,
      client,
      SYSTEM,
      row,
      input,
      createHash('sha256')
        .update(canonical(['clock', row.id, row.steps]))
        .digest(),
    );
    return;
  }
  const catalogue = await ctx.caches.catalogue.get();
  const { row: next, step } = planTick(
    { rules: catalogue.rules, hours: catalogue.hours },
    pinned,
    row,
    now,
    randomUUID(),
  );
  await writeMove(client, { row: next, step });
}
