import { createHash } from 'node:crypto';
import { SYSTEM } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { canonical } from '../../audit/step-hash.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { indexAnew, indexName, openRegister } from './open-register.ts';
import { getVault, readVaults } from './read-vaults.ts';
import { withVault } from './with-vault.ts';

/** One of the two people who agree to a destruction; `owner`: stands in the department that owns the register. */
export type Approval = { account: string; post: number; owner: boolean; at: string };

type Destruction = {
  id: number;
  subjects: string[];
  rule: string;
  reason: string;
  asked_by: string;
  approvals: Approval[];
  state: string;
};

/**
 * Carries out an approved destruction: rows out of the database, everybody else under a new name, then the keys of the
 * subjects and the old key of the register overwritten and gone, then the certificate. Stopped anywhere, `resume` goes
 * on: what is gone stays gone, and there is no certificate before the keys are.
 */
export async function destroySubjects(ctx: Context, code: string, id: number): Promise<void> {
  const old = await withVault(ctx, code, async (client) => {
    const { keys } = await openRegister(ctx, client, code);
    const gone = await client.query(
      `delete from vault.subject where id = any((select subjects from vault.destruction where id = $1 and state = 'destroying')::uuid[])`,
      [id],
    );
    if (gone.rowCount) await indexAnew(client, code, keys);
    await client.query('delete from vault.shown where register = $1', [code]);
    const { rows } = await client.query<{ generation: number }>(
      'select generation from vault.register where code = $1',
      [code],
    );
    return { keys, present: indexName(rows[0]?.generation ?? 1) };
  });
  const certificate = await withVault(ctx, code, async (client) => {
    const { rows } = await client.query<Destruction>(
      'select id, subjects, rule, reason, asked_by, approvals, state from vault.destruction where id = $1',
      [id],
    );
    const found = rows[0];
    if (found?.state !== 'destroying') return undefined;
    for (const subject of found.subjects) await old.keys.destroy(subject);
    for (const name of await old.keys.names())
      if (name.startsWith('index-') && name !== old.present) await old.keys.destroy(name);
    const before = await client.query<{ hash: Buffer }>(
      `select hash from vault.destruction where state = 'destroyed' order by destroyed_at desc, id desc limit 1`,
    );
    const at = new Date();
    const body = {
      certificate: `${code}-${id}`,
      register: code,
      rule: found.rule,
      reason: found.reason,
      askedBy: found.asked_by,
      approvedBy: found.approvals.map(({ account, post, at }) => ({ account, post, at })),
      records: found.subjects.map((subject) => ({
        record: subject,
        fields: ['name', 'citizen', 'area', ...fieldsOf(code)],
        destroyed: 'row, index name, key',
        at: at.toISOString(),
      })),
      registerKey: 'changed: names in older copies of the database lead nowhere',
      prev: before.rows[0]?.hash.toString('hex') ?? null,
    };
    const hash = createHash('sha256').update(canonical(body)).digest();
    await client.query(
      `update vault.destruction set state = 'destroyed', destroyed_at = $2, certificate = $3, hash = $4 where id = $1`,
      [id, at, JSON.stringify(body), hash],
    );
    return { hash: hash.toString('hex'), records: found.subjects.length };
  });
  // the trail is sealed and chained apart from the vault: a certificate changed there would no longer fit
  if (certificate)
    await withSystem(ctx.pool, (db) =>
      recordEvent(db, SYSTEM, {
        kind: 'vault-destroyed',
        subject: `vault:${code}`,
        data: { certificate: `${code}-${id}`, hash: certificate.hash },
      }),
    );
}

const fieldsOf = (code: string) => Object.keys((getVault(code).form.properties ?? {}) as object);

/** Goes on with destructions that a stop of the server cut off. */
export async function resumeDestructions(ctx: Context): Promise<void> {
  for (const code of readVaults().keys()) {
    const ids = await withVault(ctx, code, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        `select id from vault.destruction where register = $1 and state = 'destroying' order by id`,
        [code],
      );
      return rows.map((row) => row.id);
    });
    for (const id of ids) await destroySubjects(ctx, code, id);
  }
}
