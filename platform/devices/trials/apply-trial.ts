import { type Actor, areaOf } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';

type Row = {
  area: string;
  device: number | null;
  type: string;
  attributes: Record<string, number | null>;
  outcome: object;
  applied_at: Date | null;
};

/**
 * Switches on what was tried: on the device, or as default of the area. The trail keeps who did it, what stood before and
 * what the trial had shown. Judged by from now on, here at once and on other servers within a second.
 * @throws Problem 404 where the trial lies out of sight or above one's own area; 409 where it is switched on already
 */
export async function applyTrial(ctx: Context, actor: Actor, id: number): Promise<void> {
  const seen = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Row>('select area from rule_trial where id = $1', [id]),
  );
  if (!seen.rows[0]?.area.startsWith(areaOf(actor))) throw notFound({ zh: '试算', en: 'The trial' });
  await withSystem(ctx.pool, async (db, client) => {
    const { rows } = await client.query<Row>('select * from rule_trial where id = $1 for update', [id]);
    const trial = rows[0] as Row;
    if (trial.applied_at)
      throw new Problem(409, 'trial.applied', { zh: '这次试算已经启用。', en: 'This trial is switched on already.' });
    const { area, device, type, attributes, outcome } = trial;
    const before = await (device === null
      ? setDefaults(client, actor, area, attributes)
      : setOwn(client, device, attributes));
    await client.query('update rule_trial set applied_at = now(), applied_by = $2 where id = $1', [id, actor.account]);
    await recordEvent(db, actor, {
      kind: 'change',
      area,
      subject: device === null ? `area:${area}` : `device:${device}`,
      data: { what: 'thresholds', rule: type, attributes, before, trial: id, outcome },
    });
  });
}

type Client = { query: <T>(sql: string, values: unknown[]) => Promise<{ rows: T[] }> };
type Before = Record<string, unknown>;

async function setOwn(client: Client, device: number, attributes: Row['attributes']): Promise<Before> {
  const { rows } = await client.query<{ key: string; value: unknown }>(
    `select key, value from device_attribute where device = $1 and scope = 'server' and key = any($2)`,
    [device, Object.keys(attributes)],
  );
  for (const [key, value] of Object.entries(attributes))
    if (value === null)
      await client.query(`delete from device_attribute where device = $1 and scope = 'server' and key = $2`, [
        device,
        key,
      ]);
    else
      await client.query(
        `insert into device_attribute (device, scope, key, value, at) values ($1, 'server', $2, $3, now())
         on conflict (device, scope, key) do update set value = excluded.value, at = now()`,
        [device, key, JSON.stringify(value)],
      );
  await client.query('update device set changed_at = now() where id = $1', [device]);
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

async function setDefaults(client: Client, actor: Actor, area: string, attributes: Row['attributes']): Promise<Before> {
  const { rows } = await client.query<{ key: string; value: unknown }>(
    `select key, value from device_default where scope = 'area' and owner = $1 and key = any($2)`,
    [area, Object.keys(attributes)],
  );
  for (const [key, value] of Object.entries(attributes))
    if (value === null) {
      await client.query(`delete from device_default where scope = 'area' and owner = $1 and key = $2`, [area, key]);
      // what is gone leaves no stamp that servers could see: its devices carry it
      await client.query(`update device set changed_at = now() where area >= $1 and area < $1 || ':'`, [area]);
    } else
      await client.query(
        `insert into device_default (scope, owner, key, value, account) values ('area', $1, $2, $3, $4)
         on conflict (scope, owner, key) do update set value = excluded.value, account = excluded.account, at = now()`,
        [area, key, JSON.stringify(value), actor.account],
      );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}
