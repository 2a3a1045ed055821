import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import type { RolloutDevice, RolloutPage, RolloutRow } from './rollout-schemas.ts';
import { MOVING } from './rollout-types.ts';
import { IS_SILENT } from './silent-clause.ts';

const ROW = `r.id, json_build_object('id', p.id, 'kind', p.kind, 'title', p.title, 'version', p.version) as package, p.profile, r.area, r.state,
  r.reason, r.stage, r.stages, coalesce(a.name, r.account) as by, r.created_at as "createdAt", r.ended_at as "endedAt"`;
const FROM = `from rollout r join device_package p on p.id = r.package left join account a on a.id = r.account`;

type Dated<T, K extends keyof T> = Omit<T, K> & { [P in K]: Date | Extract<T[P], null> };
type Counted = 'devices' | 'done' | 'failed' | 'moving';

/** Rollouts within sight, newest first, with how far they are. */
export async function listRollouts(ctx: Context, actor: Actor): Promise<RolloutRow[]> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Dated<RolloutRow, 'createdAt' | 'endedAt'>>(
      `select ${ROW}, c.* ${FROM} cross join lateral (
         select count(*)::int as devices, count(*) filter (where phase = 'done' and not back)::int as done,
           count(*) filter (where phase = 'failed')::int as failed, count(*) filter (where phase = any($1))::int as moving
         from rollout_device x where x.rollout = r.id) c order by r.id desc limit 100`,
      [MOVING],
    ),
  );
  return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt), endedAt: row.endedAt && iso(row.endedAt) }));
}

/**
 * One rollout: its limits, how many devices of each stage are how far, and its course.
 * @throws Problem 404 out of sight
 */
export async function readRollout(ctx: Context, actor: Actor, id: number): Promise<RolloutPage> {
  type Head = Omit<
    Dated<RolloutPage, 'createdAt' | 'endedAt' | 'endsAt' | 'stageAt'>,
    Counted | 'counts' | 'course' | 'quiet' | 'mayApprove'
  > & {
    quietFrom: number | null;
    quietTo: number | null;
    account: string;
    uploader: string;
  };
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<Head>(
      `select ${ROW}, r.model, r.from_version as "fromVersion", r.fail_limit as "failLimit", r.silent_limit as "silentLimit",
         r.silent_s as "silentS", r.patience_s as "patienceS", r.most_at_once as "mostAtOnce", r.quiet_from as "quietFrom",
         r.quiet_to as "quietTo", r.ends_at as "endsAt", r.stage_at as "stageAt", coalesce(b.name, r.approved_by) as "approvedBy",
         r.account, p.account as uploader,
         (select count(*)::int from rollout_device x left join device_state s on s.device = x.device where x.rollout = r.id and ${IS_SILENT}) as silent
       ${FROM} left join account b on b.id = r.approved_by where r.id = $1`,
      [id],
    );
    if (!rows[0]) throw notFound({ zh: '升级任务', en: 'The rollout' });
    const { quietFrom, quietTo, account, uploader, ...head } = rows[0];
    const { rows: counts } = await client.query<RolloutPage['counts'][0]>(
      `select stage, phase, back, count(*)::int as devices from rollout_device where rollout = $1 group by 1, 2, 3 order by 1, 2, 3`,
      [id],
    );
    const { rows: course } = await client.query<Dated<RolloutPage['course'][0], 'at'>>(
      `select e.id, e.at, e.change, coalesce(a.name, e.account) as by, e.data from rollout_event e left join account a on a.id = e.account
       where e.rollout = $1 order by e.id desc limit 200`,
      [id],
    );
    const sum = (fits: (one: RolloutPage['counts'][0]) => boolean) =>
      counts.filter(fits).reduce((total, one) => total + one.devices, 0);
    return {
      ...head,
      failLimit: round(head.failLimit),
      silentLimit: round(head.silentLimit),
      createdAt: iso(head.createdAt),
      endedAt: head.endedAt && iso(head.endedAt),
      endsAt: iso(head.endsAt),
      stageAt: iso(head.stageAt),
      quiet: quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null,
      mayApprove: actor.account !== account && actor.account !== uploader,
      devices: sum(() => true),
      done: sum((one) => one.phase === 'done' && !one.back),
      failed: sum((one) => one.phase === 'failed'),
      moving: sum((one) => (MOVING as readonly string[]).includes(one.phase)),
      counts,
      course: course.map((event) => ({ ...event, at: iso(event.at) })),
    };
  });
}

/** Devices of a rollout, those that moved last first. @throws Problem 404 out of sight */
export async function listRolloutDevices(
  ctx: Context,
  actor: Actor,
  id: number,
  phase: string | undefined,
): Promise<RolloutDevice[]> {
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rowCount } = await client.query('select from rollout where id = $1', [id]);
    if (rowCount === 0) throw notFound({ zh: '升级任务', en: 'The rollout' });
    const { rows } = await client.query<Dated<RolloutDevice, 'movedAt'>>(
      `select x.device, d.code, d.name, x.stage, x.phase, x.back, x.error, x.was, x.moved_at as "movedAt"
       from rollout_device x join device d on d.id = x.device where x.rollout = $1
         and ($2::text is null or x.phase = $2 or $2 = 'moving' and x.phase = any($3))
       order by x.moved_at desc, x.rank limit 200`,
      [id, phase ?? null, MOVING],
    );
    return rows.map((row) => ({ ...row, movedAt: iso(row.movedAt) }));
  });
}

const iso = (at: Date): string => at.toISOString();
/** A `real` of the database is a little beside what was said. */
const round = (share: number): number => Math.round(share * 10_000) / 10_000;
