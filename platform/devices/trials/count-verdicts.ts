import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { ScopeQuery } from './trial-schemas.ts';

const Count = Type.Integer({ minimum: 0 });
export const VerdictSchema = Type.Object({
  profile: Type.String(),
  profileName: TextSchema,
  type: Type.String(),
  name: TextSchema,
  life: Type.Boolean(),
  alarms: Type.Integer({ description: 'raised within the time, judged or not' }),
  true: Count,
  false: Count,
  test: Count,
  rate: Nullable(Type.Number({ description: 'false of those that were true or false' })),
  small: Type.Boolean({ description: 'fewer than ten were true or false: not much to go by' }),
});
export type Verdicts = Static<typeof VerdictSchema>;

/** Fewer judged alarms than this, and one more or less turns the rate. */
const ENOUGH = 10;

/**
 * What alarms turned out to be, by kind of device and rule, of one device or of all in sight; tests count for neither.
 * @param days of the past
 * @returns the most false alarms first
 */
export async function countVerdicts(
  ctx: Context,
  actor: Actor,
  { device, within, profile }: ScopeQuery,
  days: number,
): Promise<Verdicts[]> {
  const values: unknown[] = [new Date(Date.now() - days * 86_400_000)];
  const parts = ['a.raised_at >= $1'];
  const p = (value: unknown) => `$${values.push(value)}`;
  if (device !== undefined) parts.push(`a.device = ${p(device)}`);
  if (within) parts.push(`a.area >= ${p(within)} and a.area < ${p(`${within}:`)}`);
  if (profile) parts.push(`d.profile = ${p(profile)}`);
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Omit<Verdicts, 'rate' | 'small'>>(
      `select p.key as profile, p.declaration -> 'name' as "profileName", a.type, coalesce(r.rule -> 'name', jsonb_build_object('zh', a.type, 'en', a.type)) as name,
         coalesce((r.rule ->> 'life')::boolean, false) as life, count(*)::int as alarms, count(*) filter (where a.verdict = 'true')::int as "true",
         count(*) filter (where a.verdict = 'false')::int as "false", count(*) filter (where a.verdict = 'test')::int as test
       from alarm a join device d on d.id = a.device join device_profile p on p.key = d.profile
       left join lateral (select rule from jsonb_array_elements(p.declaration::jsonb -> 'alarms') rule where rule ->> 'type' = a.type limit 1) r on true
       where ${parts.join(' and ')} group by p.key, a.type, r.rule order by "false" desc, alarms desc, p.key, a.type`,
      values,
    ),
  );
  return rows.map((row) => {
    const judged = row.true + row.false;
    return { ...row, rate: judged === 0 ? null : row.false / judged, small: judged < ENOUGH };
  });
}
