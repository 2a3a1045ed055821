import type { Actor } from '../../access/actor.ts';
import { chinaDay } from '../../db/china-day.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { ownedVault } from './check-case.ts';
import { tellTrail } from './look-in-vault.ts';
import { readVaults } from './read-vaults.ts';
import { withVault } from './with-vault.ts';

/**
 * Lists what is past its retention, once, to be approved by two people. Nothing is destroyed by the clock alone.
 * @returns how many subjects were put forward
 */
export async function listDueSubjects(ctx: Context, now = new Date()): Promise<number> {
  let listed = 0;
  for (const code of readVaults().keys())
    listed += await withVault(ctx, code, async (client) => {
      const { rows } = await client.query<{ ids: string[] | null }>(
        `select array_agg(s.id order by s.id) as ids from vault.subject s where s.register = $1 and s.retention_end <= $2
           and not exists (select from vault.destruction d where d.register = $1 and d.state <> 'destroyed' and s.id = any(d.subjects))`,
        [code, chinaDay(now)],
      );
      const ids = rows[0]?.ids ?? [];
      if (ids.length > 0)
        await client.query(
          `insert into vault.destruction (register, subjects, rule, reason, asked_by) values ($1, $2, 'retention', $3, 'system')`,
          [code, ids, '保存期限届满'],
        );
      return ids.length;
    });
  return listed;
}

/**
 * The owner department asks to destroy subjects before their time: entitlement ended, or the person asked for it.
 * @throws Problem 404 not the owner's post, or no such subjects
 */
export async function askDestruction(
  ctx: Context,
  actor: Actor,
  code: string,
  asked: { subjects: string[]; reason: string },
): Promise<{ id: number }> {
  const { holder } = await ownedVault(ctx, actor, code);
  const id = await withVault(ctx, code, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select s.id from vault.subject s where s.register = $1 and s.id = any($2)
         and not exists (select from vault.destruction d where d.register = $1 and d.state <> 'destroyed' and s.id = any(d.subjects))`,
      [code, asked.subjects],
    );
    if (rows.length === 0)
      throw new Problem(422, 'vault.subjects', {
        zh: '没有可申请销毁的条目，或已在待批准的销毁中。',
        en: 'There is no such entry, or its destruction waits for approval already.',
      });
    const made = await client.query<{ id: number }>(
      `insert into vault.destruction (register, subjects, rule, reason, asked_by) values ($1, $2, 'request', $3, $4) returning id`,
      [code, rows.map((row) => row.id), asked.reason, holder.account],
    );
    return made.rows[0]?.id ?? 0;
  });
  await tellTrail(ctx, holder, 'vault-destruction-asked', code);
  return { id };
}
