import type pg from 'pg';
import { createSealer } from '../access/seal.ts';
import type { Config } from '../config.ts';
import { openPool } from '../db/open-pool.ts';
import { importPending } from './batches/import-pending.ts';
import { runLink } from './entities/run-link.ts';

/** What a process of its own is to do: import all that waits, or find who is who. */
export type Job = { kind: 'import' } | { kind: 'link'; full: boolean };
export type ChildOrder = { config: Config; url: string; job: Job };
export type ChildMessage = { failed: string };

const MEMORY = '3GB';
const CONNECTIONS = 6;

// The other side of run-in-child.ts: one order comes in, is carried out, and the process ends.
process.once('message', (order: ChildOrder) => {
  const orphaned = () => process.exit(1); // whoever gave the order is gone
  process.once('disconnect', orphaned);
  const leave = (code: number) => {
    process.off('disconnect', orphaned);
    process.exit(code);
  };
  carryOut(order).then(
    () => leave(0),
    (error: Error) => {
      const message: ChildMessage = { failed: error.stack ?? String(error) };
      process.send?.(message, () => leave(1));
    },
  );
});

async function carryOut({ config, url, job }: ChildOrder): Promise<void> {
  const { appPassword } = config.secrets;
  const pool: pg.Pool = openPool(url, 'gewu_app', appPassword, CONNECTIONS);
  const ctx = { config, pool, sealer: createSealer(config.secrets) };
  try {
    if (job.kind === 'import') await importPending(ctx, { memory: MEMORY });
    else await runLink(ctx, { full: job.full, memory: MEMORY });
  } finally {
    await pool.end();
  }
}
