import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { SYSTEM } from '../../access/actor.ts';
import { actAsSystem } from '../../cases/act-as-system.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { planReport } from '../../cases/plan-report.ts';
import { writeReportIn } from '../../cases/write-reports.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { LoadedProfile, ProfileRule } from '../profiles/profile-types.ts';

type Waiting = {
  id: number;
  device: number;
  type: string;
  severity: 'critical';
  raised_at: Date;
  details: { zh: string } | null;
  area: string;
  name: string;
  code: string;
  profile: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  building: number | null;
  parent: number | null;
};
export type ProfileOf = (key: string) => LoadedProfile | undefined;

const BATCH = 50;

/**
 * Decides what becomes of new alarms: a case of its own at the post on duty, a share in a storm's case, or the board
 * alone. An alarm, its case and what the case was told are written together, so that a crash leaves all or nothing.
 * @returns how many were settled
 */
export async function settleAlarms(ctx: Context, profileOf: ProfileOf): Promise<number> {
  let settled = 0;
  for (;;) {
    const n = await withSystem(ctx.pool, async (_db, client) => {
      const { rows } = await client.query<Waiting>(
        `select a.id, a.device, a.type, a.severity, a.raised_at, a.details, a.area, d.name, d.code, d.profile, d.place, d.lon, d.lat,
           d.building, d.parent from alarm a join device d on d.id = a.device
         where a.settled_at is null order by a.id limit ${BATCH} for update of a skip locked`,
      );
      for (const alarm of rows) await settle(ctx, client, alarm, profileOf(alarm.profile));
      return rows.length;
    });
    settled += n;
    if (n < BATCH) return settled;
  }
}

async function settle(
  ctx: Context,
  client: pg.PoolClient,
  alarm: Waiting,
  profile: LoadedProfile | undefined,
): Promise<void> {
  const rule = profile?.alarms.find((one) => one.type === alarm.type);
  if (rule?.life && profile?.calls)
    await client.query('update alarm set next_call_at = now() where id = $1 and active and not acknowledged', [
      alarm.id,
    ]);
  if (!profile || !rule?.procedure) {
    await client.query('update alarm set settled_at = now() where id = $1', [alarm.id]);
    return;
  }
  const cause = causeOf(profile, alarm);
  if (cause && (await joinStorm(ctx, client, alarm, profile, cause))) return;
  const { row, report } = await openFor(ctx, alarm, rule);
  await writeReportIn(client, report);
  await attach(client, alarm, row.id, null);
}

/** What many devices may have in common: the building they hang in, the gateway they speak through. */
function causeOf(profile: LoadedProfile, alarm: Waiting): { name: string; where: string; value: number } | undefined {
  for (const by of profile.storm?.by ?? []) {
    const value = by === 'building' ? alarm.building : alarm.parent;
    if (value !== null) return { name: `${by}:${value}`, where: by === 'building' ? 'd.building' : 'd.parent', value };
  }
  return undefined;
}

/**
 * One cause, many devices: from so many alarms within the window on they are one case, that of the first; cases that
 * others opened before it was known to be one are merged into it.
 */
async function joinStorm(
  ctx: Context,
  client: pg.PoolClient,
  alarm: Waiting,
  profile: LoadedProfile,
  cause: { name: string; where: string; value: number },
): Promise<boolean> {
  const storm = profile.storm;
  if (!storm) return false;
  // two servers that settle alarms of one cause do so one after the other
  await client.query('select pg_advisory_xact_lock(610402, hashtext($1))', [`${cause.name}/${alarm.type}`]);
  const { rows: running } = await client.query<{ id: number; case_id: number }>(
    `select s.id, s.case_id from alarm_storm s join cases c on c.id = s.case_id
     where s.cause = $1 and s.type = $2 and s.last_at > $3::timestamptz - make_interval(secs => $4) and c.open order by s.last_at desc limit 1`,
    [cause.name, alarm.type, alarm.raised_at, storm.window_s],
  );
  if (running[0]) {
    await attach(client, alarm, running[0].case_id, running[0].id);
    await client.query('update alarm_storm set last_at = greatest(last_at, $2) where id = $1', [
      running[0].id,
      alarm.raised_at,
    ]);
    await tellGrown(ctx, client, running[0], alarm);
    return true;
  }
  const { rows: others } = await client.query<{ id: number; case_id: number; opened_at: Date }>(
    `select a.id, a.case_id, c.opened_at from alarm a join device d on d.id = a.device join cases c on c.id = a.case_id
     where a.type = $1 and ${cause.where} = $2 and a.id <> $3 and a.storm is null and c.open and d.profile = $6
       and a.raised_at between $4::timestamptz - make_interval(secs => $5) and $4::timestamptz + make_interval(secs => $5)
     order by a.raised_at, a.id`,
    [alarm.type, cause.value, alarm.id, alarm.raised_at, storm.window_s, alarm.profile],
  );
  const first = others[0];
  if (!first || others.length + 1 < storm.at_least) return false;
  const { rows: made } = await client.query<{ id: number }>(
    `insert into alarm_storm (cause, type, area, case_id, opened_at, last_at) values ($1, $2, $3, $4, $5, $5) returning id`,
    [cause.name, alarm.type, alarm.area, first.case_id, alarm.raised_at],
  );
  const id = made[0]?.id as number;
  const into = caseNumber(first.case_id, first.opened_at);
  for (const other of new Set(others.map((one) => one.case_id)))
    if (other !== first.case_id)
      await actAsSystem(ctx, client, other, {
        actId: randomUUID(),
        act: 'merge',
        note: '同一起报警 One cause, one case',
        data: { into },
      });
  await client.query('update alarm set storm = $2, case_id = $3 where id = any($1)', [
    others.map((one) => one.id),
    id,
    first.case_id,
  ]);
  await attach(client, alarm, first.case_id, id);
  await tellGrown(ctx, client, { id, case_id: first.case_id }, alarm);
  return true;
}

async function tellGrown(
  ctx: Context,
  client: pg.PoolClient,
  storm: { id: number; case_id: number },
  alarm: Waiting,
): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    'select count(distinct device)::int as n from alarm where storm = $1',
    [storm.id],
  );
  const n = rows[0]?.n ?? 0;
  await actAsSystem(ctx, client, storm.case_id, {
    actId: randomUUID(),
    act: 'grown',
    note: `${alarm.name}（${alarm.code}）也报警，共 ${n} 台设备 · ${alarm.name} too: ${n} devices`,
    data: { alarm: alarm.id, devices: n },
  });
}

/** Ties an alarm to a case and notes it in the alarm's own course. */
async function attach(client: pg.PoolClient, alarm: Waiting, caseId: number, storm: number | null): Promise<void> {
  await client.query(
    `with u as (update alarm set settled_at = now(), case_id = $2, storm = $3, told = severity where id = $1 returning *)
     insert into alarm_event (alarm, area, at, change, severity, previous, was_active, was_acknowledged, account, data)
     select id, area, now(), 'case', severity, severity, active, acknowledged, 'system', jsonb_build_object('case', $2::bigint) from u`,
    [alarm.id, caseId, storm],
  );
}

async function openFor(ctx: Context, alarm: Waiting, rule: ProfileRule) {
  const report = await planReport(ctx, SYSTEM, {
    actId: randomUUID(),
    procedure: rule.procedure,
    ...(rule.matter && { matter: rule.matter }),
    title: `${rule.name.zh}：${alarm.name}`,
    description: `${alarm.name}（${alarm.code}）${rule.name.zh}${alarm.details ? `，${alarm.details.zh}` : ''}。`,
    area: alarm.area,
    ...(alarm.lon !== null && alarm.lat !== null && { lon: alarm.lon, lat: alarm.lat }),
    ...(alarm.place && { place: alarm.place }),
    urgency: rule.urgency?.[alarm.severity] ?? 'normal',
    source: 'device',
    channel: 'device',
    attributes: { device: alarm.device, alarm: alarm.id },
  });
  return { row: report.row, report };
}
