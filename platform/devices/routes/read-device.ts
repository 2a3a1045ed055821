import { explainRule } from '@gewu/alarms/explain-rule';
import type { DeviceState } from '@gewu/alarms/types';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import { namesAt, responsiblePost } from '../placing/responsible-post.ts';
import type { Profile } from '../profiles/profile-types.ts';
import type { DevicePage, DeviceRow } from './device-schemas.ts';
import { FROM, ROW } from './list-devices.ts';

type Row = Omit<DeviceRow, 'heardAt'> & {
  heardAt: Date | null;
  measuredAt: Date | null;
  messages: number | null;
  maker: string | null;
  model: string | null;
  firmware: string | null;
  post: number | null;
  parentId: number | null;
  parentName: string | null;
  declaration: Profile;
  state: Partial<DeviceState> | null;
};

/**
 * All about one device: what it measured last, its rules in words, whose it is, what of it could not be taken.
 * @throws Problem 404 out of sight
 */
export async function readDevice(ctx: Context, actor: Actor, id: number): Promise<DevicePage> {
  const { row, own, area, refusals } = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<Row>(
      `select ${ROW}, d.maker, d.model, d.firmware, d.post, s.measured_at as "measuredAt", s.messages, s.state, p.declaration,
         g.id as "parentId", g.name as "parentName" ${FROM} left join device g on g.id = d.parent where d.id = $1`,
      [id],
    );
    const found = rows[0];
    if (!found) throw notFound({ zh: '设备', en: 'The device' });
    const { rows: attributes } = await client.query<{ key: string; value: unknown }>(
      `select key, value from device_attribute where device = $1 and scope = 'server'`,
      [id],
    );
    const { rows: defaults } = await client.query<{ key: string; value: unknown }>(
      `select key, value from device_default where scope = 'area' and $1 like owner || '%' order by length(owner)`,
      [found.area],
    );
    const { rows: refused } = await client.query<{
      reason: string;
      count: number;
      lastAt: Date;
      sample: string | null;
    }>(
      `select reason, count, last_at as "lastAt", sample from device_refusal where device = $1 order by last_at desc limit 20`,
      [id],
    );
    return {
      row: found,
      own: new Map(attributes.map((one) => [one.key, one.value])),
      area: new Map(defaults.map((one) => [one.key, one.value])),
      refusals: refused,
    };
  });
  const { declaration, state, post, parentId, parentName, messages, measuredAt, heardAt, ...rest } = row;
  const answers = await responsiblePost(ctx, { area: row.area, post });
  const lexicon = { ...declaration.keys, ...declaration.attributes };
  return {
    ...rest,
    heardAt: heardAt?.toISOString() ?? null,
    measuredAt: measuredAt?.toISOString() ?? null,
    messages: messages ?? 0,
    parent: parentId === null ? null : { id: parentId, name: parentName ?? '' },
    post: answers
      ? { id: answers.post.id, name: answers.post.name, holders: namesAt(ctx, answers.post), byHand: answers.byHand }
      : null,
    keys: Object.entries(declaration.keys).map(([key, { name, unit }]) => {
      const held = state?.latest?.[key];
      return {
        key,
        name,
        unit: unit ?? null,
        value: held?.value ?? null,
        at: held ? new Date(held.ts).toISOString() : null,
      };
    }),
    rules: declaration.alarms.map((rule) => ({
      type: rule.type,
      name: rule.name,
      life: rule.life ?? false,
      words: explainRule(rule, lexicon),
    })),
    attributes: Object.entries(declaration.attributes ?? {}).map(([key, { name, unit, default: declared }]) => ({
      key,
      name,
      unit: unit ?? null,
      declared: declared ?? null,
      area: area.get(key) ?? null,
      own: own.get(key) ?? null,
    })),
    refusals: refusals.map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })),
  };
}
