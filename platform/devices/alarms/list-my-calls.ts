import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';

const When = Type.String({ format: 'date-time' });

export const CallSchema = Type.Object({
  alarm: Type.Integer(),
  type: Type.String(),
  name: TextSchema,
  severity: Type.String(),
  device: Type.Integer(),
  deviceName: Type.String(),
  profileName: TextSchema,
  area: Type.String(),
  areaName: Type.String(),
  place: Nullable(Type.String()),
  lon: Nullable(Type.Number()),
  lat: Nullable(Type.Number()),
  details: Nullable(TextSchema),
  raisedAt: When,
  role: Type.String({ description: 'as whom one is called: household, building_head, or the role of a post' }),
  sentAt: Type.String({ format: 'date-time', description: 'of the last repetition' }),
  repeats: Type.Integer(),
  shownAt: Nullable(When),
  open: Type.Boolean({ description: 'still calling: not over, and nobody has seen it yet' }),
  active: Type.Boolean(),
  acknowledgedAt: Nullable(When),
  acknowledgedBy: Nullable(
    Type.Object({ own: Type.Boolean(), post: Nullable(Type.String({ description: 'none where it was a contact' })) }),
  ),
  duty: Nullable(Type.Object({ post: Type.String(), names: Type.Array(Type.String({ description: 'staff only' })) })),
  case: Nullable(Type.String({ description: 'number of its case; staff only' })),
});
export type Call = Static<typeof CallSchema>;

type Row = Omit<Call, 'name' | 'areaName' | 'raisedAt' | 'sentAt' | 'shownAt' | 'acknowledgedAt' | 'acknowledgedBy'> & {
  name: Call['name'] | null;
  raisedAt: Date;
  sentAt: Date;
  shownAt: Date | null;
  acknowledgedAt: Date | null;
  seenBy: string | null;
  seenPost: string | null;
};

const DAYS = 30;
const MOST = 50;

/** The alarms for which one was called within thirty days, those that still call first, then the newest. */
export async function listMyCalls(ctx: Context, actor: Actor): Promise<Call[]> {
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<Row>(
      `select a.id as alarm, a.type, r.rule -> 'name' as name, a.severity, d.id as device, d.name as "deviceName",
         p.declaration -> 'name' as "profileName", a.area, d.place, d.lon, d.lat, a.details, a.raised_at as "raisedAt",
         c.role, c.sent_at as "sentAt", c.repeats, c.shown_at as "shownAt", a.active and not a.acknowledged as open, a.active,
         a.acknowledged_at as "acknowledgedAt", seen.account as "seenBy", seen.post as "seenPost",
         to_char(k.opened_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || lpad(k.id::text, 8, '0') as "case"
       from alarm_call c join alarm a on a.id = c.alarm join device d on d.id = a.device join device_profile p on p.key = d.profile
       left join cases k on k.id = a.case_id
       left join lateral (select e.account, t.name as post from alarm_event e left join post t on t.id = e.post
         where e.alarm = a.id and e.change = 'acknowledged' order by e.id limit 1) seen on true
       left join lateral (select rule from jsonb_array_elements(p.declaration::jsonb -> 'alarms') rule where rule ->> 'type' = a.type limit 1) r on true
       where c.account = $1 and c.sent_at > now() - make_interval(days => ${DAYS})
       order by open desc, c.sent_at desc limit ${MOST}`,
      [actor.account],
    ),
  );
  return Promise.all(rows.map((row) => show(ctx, actor, row)));
}

async function show(ctx: Context, actor: Actor, { seenBy, seenPost, ...row }: Row): Promise<Call> {
  const staff = actor.kind === 'staff';
  return {
    ...row,
    name: row.name ?? { zh: row.type, en: row.type },
    areaName: await ctx.caches.areas.name(row.area),
    raisedAt: row.raisedAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    shownAt: row.shownAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: seenBy === null ? null : { own: seenBy === actor.account, post: seenPost },
    duty: await dutyOf(ctx, row.area, staff),
    case: staff ? row.case : null,
  };
}

/** The duty post of the community, and for staff who sits there now. */
async function dutyOf(ctx: Context, area: string, named: boolean): Promise<Call['duty']> {
  const { posts } = ctx.caches;
  const post = (await posts.ofArea(area.slice(0, 12))).find((one) => one.role === 'duty_officer');
  if (!post) return null;
  const onDuty = posts.onDuty(post);
  const names = post.holderNames.filter((_name, at) => onDuty.includes(post.holders[at] ?? ''));
  return { post: post.name, names: named ? names : [] };
}
