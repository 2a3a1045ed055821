import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';

export type RunLog = {
  id: number;
  phase(name: string): void;
  /** @param done 0 to 1 within the phase */
  progress(done: number): void;
  /** Seconds by phase so far. */
  seconds(): Record<string, number>;
  /** In the transaction that writes what the run found. */
  finish(client: pg.ClientBase, figures: Record<string, unknown>): Promise<void>;
  fail(error: Error): Promise<void>;
};

/** Not more often than this does the progress go to the database, in milliseconds. */
const PACE = 1_000;

/**
 * Opens a row of `link_run`. Runs that never ended, because their process was killed, are marked as failed: the lock of
 * the work store says that no other is under way.
 */
export async function startRun(
  pool: pg.Pool,
  onProgress: ((progress: { phase: string; done: number }) => void) | undefined,
): Promise<RunLog> {
  const id = await withSystem(pool, async (_db, client) => {
    await client.query(
      `update link_run set state = 'failed', message = coalesce(message, 'The run was interrupted.'), finished_at = now() where state = 'running'`,
    );
    const { rows } = await client.query<{ id: number }>(
      `insert into link_run (upto_batch) select coalesce(max(id), 0) from record_batch where state = 'done' returning id`,
    );
    return rows[0]?.id as number;
  });
  const spent: Record<string, number> = {};
  let phase = 'state';
  let since = performance.now();
  let told = 0;
  let telling: Promise<unknown> = Promise.resolve();
  const count = () => {
    const now = performance.now();
    spent[phase] = Math.round((spent[phase] ?? 0) * 100 + (now - since) / 10) / 100;
    since = now;
  };
  const tell = (done: number) => {
    onProgress?.({ phase, done });
    if (performance.now() - told < PACE) return;
    told = performance.now();
    const at = phase;
    telling = telling.then(() =>
      withSystem(pool, (_db, client) =>
        client.query(`update link_run set phase = $2, progress = $3 where id = $1 and state = 'running'`, [
          id,
          at,
          done,
        ]),
      ).catch(() => undefined),
    );
  };
  return {
    id,
    phase(name) {
      count();
      phase = name;
      tell(0);
    },
    progress: tell,
    seconds() {
      count();
      return { ...spent };
    },
    async finish(client, figures) {
      await telling;
      count();
      await client.query(
        `update link_run set state = 'done', phase = null, progress = 1, figures = $2, finished_at = clock_timestamp() where id = $1`,
        [id, JSON.stringify({ ...figures, seconds: spent })],
      );
    },
    async fail(error) {
      await telling;
      // a database that is gone cannot be told; the next run says it then
      await withSystem(pool, (_db, client) =>
        client.query(
          `update link_run set state = 'failed', message = $2, finished_at = now() where id = $1 and state = 'running'`,
          [id, error.message.slice(0, 500)],
        ),
      ).catch(() => undefined);
    },
  };
}
