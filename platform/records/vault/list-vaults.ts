import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { forbidden } from '../../http/problem.ts';
import { type Holder, owns } from './check-case.ts';
import type { Approval } from './destroy-subjects.ts';
import { getVault, noVault, readVaults, type Vault } from './read-vaults.ts';
import { withVault } from './with-vault.ts';

/** What an actor is to a register: owner uses it, an auditor sees figures, a manager is one of two who approve. */
export type Standing = 'owner' | 'auditor' | 'manager';

/** @throws Problem 404 for whoever is nothing to it */
export async function standingTo(
  ctx: Context,
  actor: Actor,
  vault: Vault,
): Promise<{ standing: Standing; holder: Holder }> {
  if (actor.kind !== 'staff') throw forbidden();
  const { role } = actor.post;
  if (role === 'auditor' || role === 'manager') return { standing: role, holder: actor };
  if (await owns(ctx, actor, vault)) return { standing: 'owner', holder: actor };
  throw noVault();
}

/** The registers an actor has to do with, as declared. */
export async function listVaults(ctx: Context, actor: Actor) {
  const found = [];
  for (const vault of readVaults().values()) {
    const standing = await standingTo(ctx, actor, vault).then(
      (one) => one.standing,
      () => undefined,
    );
    if (standing)
      found.push({
        code: vault.vault,
        name: vault.name,
        owner: vault.owner,
        purpose: vault.purpose,
        legalBasis: vault.legal_basis,
        years: vault.retention.years,
        destruction: vault.destruction,
        form: standing === 'owner' ? vault.form : null,
        standing,
      });
  }
  return found;
}

/** How a register was used: by day, post and act. Who was looked for is not in it. */
export async function listUses(ctx: Context, actor: Actor, code: string) {
  const { standing } = await standingTo(ctx, actor, getVault(code));
  if (standing === 'manager') throw noVault();
  const rows = await withVault(ctx, code, async (client) => {
    const { rows } = await client.query<{ day: string; post: number; act: 'look' | 'add'; n: number; cases: number }>(
      `select (at at time zone 'Asia/Shanghai')::date as day, post, act, count(*) as n, count(distinct case_id) as cases
       from vault.access where register = $1 and at > now() - interval '1 year' group by 1, 2, 3 order by 1 desc, 2, 3 limit 200`,
      [code],
    );
    return rows;
  });
  return Promise.all(
    rows.map(async (row) => ({ ...row, postName: (await ctx.caches.posts.get(row.post))?.name ?? String(row.post) })),
  );
}

type Row = {
  id: number;
  subjects: string[];
  rule: 'retention' | 'request';
  reason: string;
  asked_by: string;
  asked_at: Date;
  approvals: Approval[];
  state: 'waiting' | 'destroying' | 'destroyed';
  destroyed_at: Date | null;
  certificate: object | null;
  hash: Buffer | null;
};

/** Destructions of a register, newest first, with what is still missing and the certificates of those carried out. */
export async function listDestructions(ctx: Context, actor: Actor, code: string) {
  const { standing, holder } = await standingTo(ctx, actor, getVault(code));
  const rows = await withVault(ctx, code, async (client) => {
    const { rows } = await client.query<Row>(
      `select id, subjects, rule, reason, asked_by, asked_at, approvals, state, destroyed_at, certificate, hash
       from vault.destruction where register = $1 order by id desc limit 100`,
      [code],
    );
    return rows;
  });
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      subjects: row.subjects.length,
      rule: row.rule,
      reason: row.reason,
      askedAt: row.asked_at.toISOString(),
      approvals: await Promise.all(
        row.approvals.map(async (one) => ({
          postName: (await ctx.caches.posts.get(one.post))?.name ?? '',
          at: one.at,
        })),
      ),
      state: row.state,
      mayApprove:
        standing !== 'auditor' &&
        row.state === 'waiting' &&
        row.asked_by !== holder.account &&
        !row.approvals.some((one) => one.account === holder.account),
      destroyedAt: row.destroyed_at?.toISOString() ?? null,
      certificate: row.certificate,
      hash: row.hash?.toString('hex') ?? null,
    })),
  );
}

/** Open cases in the hands of the actor's department: one of them must be named. */
export async function listNamedCases(ctx: Context, actor: Holder) {
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<{ id: number; opened_at: Date; title: string }>(
      'select id, opened_at, title from cases where unit = $1 and open order by opened_at desc limit 200',
      [actor.post.organisation],
    );
    return rows.map((row) => ({ number: caseNumber(row.id, row.opened_at), title: row.title }));
  });
}
