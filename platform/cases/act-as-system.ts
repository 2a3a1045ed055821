import { createHash } from 'node:crypto';
import type pg from 'pg';
import { SYSTEM } from '../access/actor.ts';
import { canonical } from '../audit/step-hash.ts';
import type { Context } from '../http/context.ts';
import { actOnRow } from './act-on-case.ts';
import { CASE_COLUMNS } from './case-columns.ts';
import type { CaseRecord } from './case-record.ts';

/**
 * An act of the platform itself, inside a transaction of another room that runs as the system: what that room keeps and
 * the step stand together or not at all.
 * @returns whether the case took it; one that has moved on, or has no such act where it stands, is left as it is
 */
export async function actAsSystem(
  ctx: Context,
  client: pg.PoolClient,
  caseId: number,
  input: { actId: string; act: string; note?: string; data?: Record<string, unknown> },
): Promise<boolean> {
  const { rows } = await client.query<CaseRecord>(
    `select ${CASE_COLUMNS.join(', ')} from cases where id = $1 for update`,
    [caseId],
  );
  const row = rows[0];
  if (!row) return false;
  const pinned = await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version);
  if (!pinned.loop.nextState(row.state, input.act)) return false;
  const request = createHash('sha256')
    .update(canonical(['system', caseId, input.act, input.actId]))
    .digest();
  await actOnRow(ctx, client, SYSTEM, row, input, request);
  return true;
}
