import { randomUUID } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { checkForm } from '../../cases/check-form.ts';
import type { Context } from '../../http/context.ts';
import { checkNamedCase, ownedVault } from './check-case.ts';
import { type Question, readCitizen, tellTrail, writeAccess } from './look-in-vault.ts';
import { openRegister, personHash, sealSubject } from './open-register.ts';
import { withVault } from './with-vault.ts';

export type Entry = Question & { name: string; street?: string | undefined; fields: Record<string, unknown> };

/**
 * Writes a person into the register, or anew with what holds now: entering again starts the retention again and keeps the
 * opaque id. The answer is the same for both.
 * @throws Problem 404 not the owner's post · 403 no such case in hand · 422 number or form
 */
export async function addToVault(
  ctx: Context,
  actor: Actor,
  code: string,
  entry: Entry,
): Promise<{ subject: string; retentionEnd: string }> {
  const { vault, holder } = await ownedVault(ctx, actor, code);
  const citizen = readCitizen(entry.citizen);
  checkForm(vault.form, entry.fields);
  const caseId = await checkNamedCase(ctx, holder, entry.case);
  await tellTrail(ctx, holder, 'vault-add', code);
  return withVault(ctx, code, async (client) => {
    const { keys, index } = await openRegister(ctx, client, code);
    const person = personHash(index, citizen);
    const { rows } = await client.query<{ id: string }>(
      'select id from vault.subject where register = $1 and person = $2',
      [code, person],
    );
    const id = rows[0]?.id ?? randomUUID();
    const key = await keys.make(id);
    const sealed = sealSubject(key, {
      name: entry.name,
      citizen,
      area: entry.street ?? ctx.config.district,
      fields: entry.fields,
    });
    const { rows: kept } = await client.query<{ retention_end: string }>(
      `insert into vault.subject (id, register, person, sealed, retention_end)
       values ($1, $2, $3, $4, (now() at time zone 'Asia/Shanghai')::date + make_interval(years => $5))
       on conflict (id) do update set sealed = excluded.sealed, retention_end = excluded.retention_end, added_at = now()
       returning retention_end`,
      [id, code, person, sealed, vault.retention.years],
    );
    await writeAccess(client, code, 'add', holder, caseId, entry.reason, id);
    return { subject: id, retentionEnd: kept[0]?.retention_end ?? '' };
  });
}
