import { randomUUID } from 'node:crypto';
import { actAsSystem } from '../../cases/act-as-system.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

type Untold = {
  id: number;
  case_id: number;
  severity: string;
  told: string | null;
  active: boolean;
  name: string;
  others: number;
};
const BATCH = 100;

/**
 * Tells cases what became of their alarms: that they ended, or grew worse. What was told stands in the alarm, in the
 * same transaction as the step, so that nothing is told twice.
 */
export async function feedCases(ctx: Context): Promise<number> {
  let fed = 0;
  for (;;) {
    const n = await withSystem(ctx.pool, async (_db, client) => {
      const { rows } = await client.query<Untold>(
        `select a.id, a.case_id, a.severity, a.told, a.active, d.name,
           (select count(*)::int from alarm o where o.case_id = a.case_id and o.active) as others
         from alarm a join device d on d.id = a.device
         where a.case_id is not null and a.told is distinct from a.severity || case when a.active then '' else '/over' end
         order by a.id limit ${BATCH} for update of a skip locked`,
      );
      for (const { id, case_id, severity, told, active, name, others } of rows) {
        const act = active ? 'grown' : 'cleared';
        const note = active
          ? `${name}：级别 ${told ?? ''} → ${severity} · level ${told ?? ''} → ${severity}`
          : others > 0
            ? `${name}已恢复，还有 ${others} 条报警未解除 · ${name} is over, ${others} still active`
            : `${name}已恢复正常 · ${name} is over`;
        await actAsSystem(ctx, client, case_id, { actId: randomUUID(), act, note, data: { alarm: id, severity } });
        await client.query(
          `update alarm set told = severity || case when active then '' else '/over' end where id = $1`,
          [id],
        );
      }
      return rows.length;
    });
    fed += n;
    if (n < BATCH) return fed;
  }
}

/**
 * Takes over what people found at the door: the verdict given when a case was done, for every alarm of that case that
 * nobody has judged on the board.
 */
export async function takeVerdicts(ctx: Context): Promise<number> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rowCount } = await client.query(
      `with found as (
         select a.id, s.data ->> 'verdict' as verdict, s.account, s.post
         from alarm a join lateral (select data, account, post from step where case_id = a.case_id and act = 'finish' order by seq desc limit 1) s on true
         where a.case_id is not null and a.verdict is null and s.data ->> 'verdict' in ('true', 'false', 'test') order by a.id limit 500 for update of a skip locked),
       u as (update alarm set verdict = found.verdict from found where alarm.id = found.id returning alarm.*)
       insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, post, data)
       select u.id, u.area, now(), 'verdict', u.severity, u.severity, u.active, u.acknowledged, f.account, f.post,
         jsonb_build_object('verdict', f.verdict) from u join found f using (id)`,
    );
    return rowCount ?? 0;
  });
}
