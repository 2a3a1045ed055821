import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { checkNamedCase, type Holder, ownedVault } from './check-case.ts';
import { openRegister, openSubject, personHash } from './open-register.ts';
import { withVault } from './with-vault.ts';

export type Question = { citizen: string; case: string; reason: string };
export type Seen = {
  found: boolean;
  subject: string | null;
  fields: Record<string, unknown> | null;
  addedAt: string | null;
  retentionEnd: string | null;
};

/**
 * Asks whether one person stands in the register, for a named case. Written down before it is answered, whatever the
 * answer. All checks of who asks come before anybody is looked for, so that a refusal says nothing about the person.
 * @throws Problem 404 not the owner's post · 403 no such case in hand · 422 not a citizen number
 */
export async function lookInVault(ctx: Context, actor: Actor, code: string, question: Question): Promise<Seen> {
  const { holder } = await ownedVault(ctx, actor, code);
  const citizen = readCitizen(question.citizen);
  const caseId = await checkNamedCase(ctx, holder, question.case);
  await tellTrail(ctx, holder, 'vault-look', code);
  return withVault(ctx, code, async (client) => {
    const { keys, index } = await openRegister(ctx, client, code);
    const { rows } = await client.query<{ id: string; sealed: Buffer; added_at: Date; retention_end: string }>(
      'select id, sealed, added_at, retention_end from vault.subject where register = $1 and person = $2',
      [code, personHash(index, citizen)],
    );
    const row = rows[0];
    const key = row && (await keys.get(row.id));
    const found = row && key ? row : undefined;
    await writeAccess(client, code, 'look', holder, caseId, question.reason, found?.id ?? null);
    return {
      found: found !== undefined,
      subject: found?.id ?? null,
      fields: found && key ? openSubject(key, found.sealed).fields : null,
      addedAt: found?.added_at.toISOString() ?? null,
      retentionEnd: found?.retention_end ?? null,
    };
  });
}

/** @throws Problem 422 with the reason */
export function readCitizen(text: string): string {
  const checked = checkCitizenNumber(text);
  if (checked.ok) return checked.value.number;
  throw new Problem(422, 'citizen.wrong', {
    zh: '公民身份号码有误，请核对。',
    en: 'The citizen number is not right. Please check it.',
  });
}

/** The district's trail learns that the register was used, by whom and when; on which case and whom it met stays here. */
export async function tellTrail(ctx: Context, actor: Holder, kind: string, code: string): Promise<void> {
  await withActor(ctx.pool, actor, (db) => recordEvent(db, actor, { kind, subject: `vault:${code}` }));
}

export async function writeAccess(
  client: pg.PoolClient,
  register: string,
  act: 'look' | 'add',
  holder: Holder,
  caseId: number,
  reason: string,
  subject: string | null,
): Promise<void> {
  await client.query(
    `insert into vault.access (register, act, account, post, case_id, reason, subject) values ($1, $2, $3, $4, $5, $6, $7)`,
    [register, act, holder.account, holder.post.id, caseId, reason, subject],
  );
}
