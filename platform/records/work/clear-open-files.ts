import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordsContext } from '../records-context.ts';
import { RECORDS_LOCK } from './open-work-store.ts';

/** Removes what a run that was killed left lying open, unless another run is at work on it right now. */
export async function clearOpenFiles(ctx: RecordsContext): Promise<void> {
  const client = await ctx.pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
      ...RECORDS_LOCK,
    ]);
    if (!rows[0]?.got) return;
    await rm(join(ctx.config.dataFolder, 'records/open'), { recursive: true, force: true });
    await client.query('select pg_advisory_unlock($1, $2)', [...RECORDS_LOCK]);
  } finally {
    client.release();
  }
}
