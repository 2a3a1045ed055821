import type { Text } from '@gewu/alarms/types';
import { type Actor, areaOf } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Fleet, FleetGroup, FleetQuery } from './care-schemas.ts';
import { ISSUE_KINDS } from './care-types.ts';
import { nameIssue } from './describe-issue.ts';

/** With less known time than this (seconds; thirty days of one device) or fewer devices, a share says little. */
const SMALL_S = 30 * 86_400;
const SMALL_DEVICES = 5;
const BATTERY_STEPS = [7, 30, 90, 180];

type Sums = Pick<FleetGroup, 'devices' | 'online' | 'offline' | 'unknown' | 'ill' | 'outages' | 'repairs'> & {
  key: string | null;
  whole: boolean;
  known: number;
  heard: number;
  repairing: number;
};
type Healed = { kind: string; open: number; healed: number; hours: number | null; middle: number | null };

/**
 * How the devices within sight are doing: counts, availability by profile, area or model, what ails them and how long it
 * took to mend, and when batteries will be empty. Availability and batteries are as of the last hourly review.
 */
export async function readFleet(ctx: Context, actor: Actor, query: FleetQuery): Promise<Fleet> {
  const { days = 30, by = 'profile' } = query;
  const values: unknown[] = [days];
  const parts = [`d.admin = 'active'`];
  const p = (value: unknown) => `$${values.push(value)}`;
  if (query.within) parts.push(`d.area >= ${p(query.within)} and d.area < ${p(`${query.within}:`)}`);
  if (query.profile) parts.push(`d.profile = ${p(query.profile)}`);
  const where = parts.join(' and ');
  const level = Math.min(15, Math.max(9, (query.within ?? areaOf(actor)).length + 3));
  const key = {
    profile: 'd.profile',
    area: `left(d.area, ${level})`,
    model: `coalesce(d.maker, '') || '/' || coalesce(d.model, '')`,
  }[by];
  const { asOf, sums, issues, batteries, names } = await withActor(ctx.pool, actor, async (_db, client) => ({
    asOf: (
      await client.query<{ at: string }>(`select value #>> '{}' as at from setting where key = 'devices.reviewed_at'`)
    ).rows[0]?.at,
    sums: (
      await client.query<Sums>(
        `with seen as materialized (select d.id, ${key} as key from device d where ${where}),
         ills as (select distinct device from device_issue where healed_at is null),
         repairs as (
           select device, count(*) as n, sum(extract(epoch from healed_at - since)) as s from device_issue
           where kind = 'offline' and not gone and healed_at > now() - make_interval(days => $1) group by device)
         select seen.key, grouping(seen.key) = 1 as whole, count(*)::int as devices,
           count(*) filter (where s.link = 'online')::int as online, count(*) filter (where s.link = 'offline')::int as offline,
           count(*) filter (where coalesce(s.link, 'unknown') = 'unknown')::int as unknown, count(i.device)::int as ill,
           coalesce(sum(c.known_${days}), 0) as known, coalesce(sum(c.online_${days}), 0) as heard, coalesce(sum(c.outages_${days}), 0)::int as outages,
           coalesce(sum(r.n), 0)::int as repairs, coalesce(sum(r.s), 0)::float as repairing
         from seen left join device_state s on s.device = seen.id left join device_care c on c.device = seen.id
         left join ills i on i.device = seen.id left join repairs r on r.device = seen.id
         group by grouping sets ((seen.key), ())`,
        values,
      )
    ).rows,
    issues: (
      await client.query<Healed>(
        `select i.kind, count(*) filter (where i.healed_at is null)::int as open, count(*) filter (where h.hours is not null)::int as healed,
           avg(h.hours)::float as hours, percentile_cont(0.5) within group (order by h.hours) as middle
         from device_issue i join device d on d.id = i.device
         cross join lateral (select case when i.healed_at > now() - make_interval(days => $1) and not i.gone then extract(epoch from i.healed_at - i.since) / 3600.0 end as hours) h
         where ${where} group by i.kind`,
        values,
      )
    ).rows,
    batteries: (
      await client.query<{ step: number; devices: number }>(
        `select case when c.battery_left is null then ${BATTERY_STEPS.length} else width_bucket(c.battery_left, array[0, ${BATTERY_STEPS.map((step) => `${step}.0001`).join(', ')}]::real[]) - 1 end as step,
           count(*)::int as devices
         from device_care c join device d on d.id = c.device where c.battery_level is not null and $1::int > 0 and ${where} group by 1`,
        values,
      )
    ).rows,
    names: new Map(
      (
        await client.query<{ key: string; name: Text }>(`select key, declaration -> 'name' as name from device_profile`)
      ).rows.map((row) => [row.key, row.name]),
    ),
  }));

  const name = async (group: string): Promise<Text> => {
    if (by === 'profile') return names.get(group) ?? { zh: group, en: group };
    if (by === 'model') {
      const [maker = '', model = ''] = group.split('/');
      const words = `${maker} ${model}`.trim();
      return words ? { zh: words, en: words } : { zh: '未填写', en: 'Not given' };
    }
    const area = await ctx.caches.areas.get(group);
    return { zh: area?.name ?? group, en: area?.name ?? group };
  };
  const filter = { ...(query.within && { within: query.within }), ...(query.profile && { profile: query.profile }) };
  const queryOf = (group: string): Record<string, string> => {
    if (by === 'profile') return { ...filter, profile: group };
    if (by === 'area') return { ...filter, within: group };
    return { ...filter, model: group };
  };
  const total = sums.find((row) => row.whole);
  const rows = await Promise.all(
    sums
      .filter((row) => !row.whole)
      .map(async (row) => groupOf(row, row.key ?? '', await name(row.key ?? ''), queryOf(row.key ?? ''))),
  );
  return {
    asOf: asOf ?? null,
    total: groupOf(total ?? EMPTY, '', { zh: '合计', en: 'All' }, filter),
    rows: rows.sort((a, b) => b.devices - a.devices || (a.key < b.key ? -1 : 1)),
    issues: ISSUE_KINDS.map((kind) => {
      const found = issues.find((row) => row.kind === kind);
      return {
        kind,
        name: nameIssue(kind),
        open: found?.open ?? 0,
        healed: found?.healed ?? 0,
        hours: found?.hours ?? null,
        middleHours: found?.middle ?? null,
      };
    }),
    batteries: [...BATTERY_STEPS, null].map((upTo, step) => ({
      upTo,
      devices: batteries.find((row) => row.step === step)?.devices ?? 0,
    })),
  };
}

const EMPTY: Sums = {
  key: null,
  whole: true,
  devices: 0,
  online: 0,
  offline: 0,
  unknown: 0,
  ill: 0,
  known: 0,
  heard: 0,
  outages: 0,
  repairs: 0,
  repairing: 0,
};

function groupOf(sums: Sums, key: string, name: Text, query: Record<string, string>): FleetGroup {
  const { whole: _whole, known, heard, repairing, ...counts } = sums;
  return {
    ...counts,
    key,
    name,
    query,
    availability: known > 0 ? heard / known : null,
    small: known < SMALL_S || sums.devices < SMALL_DEVICES,
    betweenHours: sums.outages > 0 ? heard / 3600 / sums.outages : null,
    repairHours: sums.repairs > 0 ? repairing / 3600 / sums.repairs : null,
  };
}
