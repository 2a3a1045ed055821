import type { Actor } from '../../access/actor.ts';
import { readFresh } from '../../db/read-fresh.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { createNewsStream, type NewsStream } from '../../http/news-stream.ts';

/** A change of an alarm, with what is needed to show it and to guess who may care. */
export type AlarmNews = {
  id: number;
  xid: string;
  alarm: number;
  area: string;
  change: string;
  severity: string;
  at: Date;
  device: number;
  deviceName: string;
  type: string;
  active: boolean;
  acknowledged: boolean;
  organisation: number | null;
  called: string[];
};

const SELECT = `select e.id, e.xid::text, e.alarm, e.area, e.change, e.severity, e.at, a.device, a.type, a.active, a.acknowledged,
    d.name as "deviceName", d.organisation, array(select c.account from alarm_call c where c.alarm = a.id) as called
  from alarm_event e join alarm a on a.id = e.alarm join device d on d.id = a.device`;

/** The live view of alarms: the board, and the phones that are called. */
export function createAlarmStream(ctx: Context): NewsStream {
  return createNewsStream<AlarmNews>(ctx, {
    event: 'alarm',
    everyMs: 75, // a fire is looked for more often than a form
    read: (from) => readFresh<AlarmNews>(ctx.pool, SELECT, 'e', from),
    readSince: (id) =>
      withSystem(ctx.pool, async (_db, client) =>
        (await client.query<AlarmNews>(`${SELECT} where e.id > $1 order by e.id desc limit 500`, [id])).rows.reverse(),
      ),
    mayCare,
    async seen(actor, items) {
      const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query<{ id: number }>('select id from alarm where id = any($1)', [
          [...new Set(items.map((item) => item.alarm))],
        ]),
      );
      const alarms = new Set(rows.map((row) => row.id));
      return items.filter((item) => alarms.has(item.alarm));
    },
    say: (actor, item) => ({
      alarm: item.alarm,
      change: item.change,
      severity: item.severity,
      type: item.type,
      device: item.device,
      deviceName: item.deviceName,
      area: item.area,
      active: item.active,
      acknowledged: item.acknowledged,
      at: item.at.toISOString(),
      calls: item.called.includes(actor.account),
    }),
  });
}

function mayCare(actor: Actor, item: AlarmNews): boolean {
  if (actor.kind === 'system' || item.called.includes(actor.account)) return true;
  if (actor.kind === 'resident') return false;
  if (actor.kind === 'key') return item.area.startsWith(actor.area);
  return item.area.startsWith(actor.post.area) || item.organisation === actor.post.organisation;
}
