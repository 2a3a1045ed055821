import type { Command } from 'commander';
import { verifyTrail } from '../audit/verify-trail.ts';
import { withSystem } from '../db/with-actor.ts';
import { createProgress } from './create-progress.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu audit verify`: exit code 1 when the trail was tampered with. */
export function registerAuditCommands(program: Command): void {
  program
    .command('audit')
    .description('the append-only trail')
    .command('verify')
    .description('recompute every hash and say where the trail was changed')
    .action(() =>
      withInstallation(async ({ ctx }) => {
        const { rows } = await withSystem(ctx.pool, (_db, client) =>
          client.query<{ n: number }>(
            `select greatest(reltuples, 0)::bigint as n from pg_class where oid = 'step'::regclass`,
          ),
        );
        const progress = createProgress('audit');
        const verdict = await verifyTrail(ctx.pool, (steps) =>
          progress.report(steps, Math.max(steps, rows[0]?.n ?? 0)),
        );
        progress.stop();
        process.stdout.write(`${verdict.steps} steps, ${verdict.events} audit rows and ${verdict.seals} seals read.\n`);
        if (verdict.faults.length === 0) {
          process.stdout.write('The trail is whole. 审计链完整。\n');
          return;
        }
        for (const fault of verdict.faults) process.stdout.write(`${fault.where}: ${fault.what}\n`);
        process.exitCode = 1;
      }),
    );
}
