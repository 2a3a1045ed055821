import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import { Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { Unmanned } from './find-called.ts';

const When = Type.String({ format: 'date-time' });
const REACH = ['acknowledged', 'shown', 'sent', 'waiting', 'failed', 'no_phone'] as const;

export const AlarmCall = Type.Object({
  role: Type.String(),
  level: Type.Integer({ description: 'from 0' }),
  name: Nullable(Type.String({ description: 'of staff; a contact has none here' })),
  sentAt: When,
  repeats: Type.Integer(),
  shownAt: Nullable(When),
  acknowledgedAt: Nullable(When),
  phones: Type.Integer({ description: 'told while the app is closed' }),
  reach: Type.String({
    enum: [...REACH],
    description:
      'how far it came: answered, on a screen, at the push service, not yet there, refused there, nobody let a phone be told',
  }),
});
export const UnmannedRole = Type.Object({
  role: Type.String(),
  why: Type.String({ enum: ['no_post', 'no_holder', 'no_contact'] }),
});
export type AlarmCall = Static<typeof AlarmCall>;

type Row = Omit<AlarmCall, 'phones' | 'reach' | 'sentAt' | 'shownAt' | 'acknowledgedAt'> & {
  account: string;
  sentAt: Date;
  shownAt: Date | null;
  acknowledgedAt: Date | null;
};
type Pushed = { account: string; phones: number; sent: boolean; waiting: boolean };

/**
 * Whom an alarm called and how far each call came, and the roles of its profile for which there was nobody at the last
 * call. Who may not see the calls of the alarm gets none.
 */
export async function listAlarmCalls(
  ctx: Context,
  actor: Actor,
  alarm: number,
): Promise<{ calls: AlarmCall[]; unmanned: Unmanned[] }> {
  const { rows, last } = await withActor(ctx.pool, actor, async (_db, client) => ({
    rows: (
      await client.query<Row>(
        `select c.account, c.role, c.level, case when a.kind = 'staff' then a.name end as name, c.sent_at as "sentAt", c.repeats,
           c.shown_at as "shownAt", c.acknowledged_at as "acknowledgedAt"
         from alarm_call c left join account a on a.id = c.account where c.alarm = $1 order by c.level, c.role, c.id`,
        [alarm],
      )
    ).rows,
    last: (
      await client.query<{ unmanned: Unmanned[] | null }>(
        `select data -> 'unmanned' as unmanned from alarm_event where alarm = $1 and change = 'called' order by id desc limit 1`,
        [alarm],
      )
    ).rows[0],
  }));
  const pushed = await pushedFor(ctx, alarm);
  return {
    calls: rows.map(({ account, sentAt, shownAt, acknowledgedAt, ...row }) => {
      const told = pushed.get(account);
      return {
        ...row,
        sentAt: sentAt.toISOString(),
        shownAt: shownAt?.toISOString() ?? null,
        acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
        phones: told?.phones ?? 0,
        reach: acknowledgedAt ? 'acknowledged' : shownAt ? 'shown' : reachOf(told),
      };
    }),
    unmanned: last?.unmanned ?? [],
  };
}

async function pushedFor(ctx: Context, alarm: number): Promise<Map<string, Pushed>> {
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<Pushed>(
      `select account, count(distinct subscription)::int as phones, bool_or(sent_at is not null) as sent,
         bool_or(next_at is not null) as waiting from push_note where kind = 'call' and ref = $1 group by account`,
      [String(alarm)],
    ),
  );
  return new Map(rows.map((row) => [row.account, row]));
}

function reachOf(told: Pushed | undefined): AlarmCall['reach'] {
  if (!told) return 'no_phone';
  return told.sent ? 'sent' : told.waiting ? 'waiting' : 'failed';
}
