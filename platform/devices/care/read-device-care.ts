import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import type { DeviceCare } from './care-schemas.ts';
import type { Health } from './care-types.ts';
import { findIssues } from './list-issues.ts';
import { WINDOWS } from './sum-availability.ts';

type Row = Record<`known_${number}` | `online_${number}` | `outages_${number}`, number | null> & {
  health: Health;
  interval_s: number | null;
  gaps: number;
  battery_level: number | null;
  battery_slope: number | null;
  battery_left: number | null;
};

/**
 * How a device is doing: its rhythm, how much of the time it was heard, its battery, what ails it and what did.
 * @throws Problem 404 out of sight
 */
export async function readDeviceCare(ctx: Context, actor: Actor, id: number): Promise<DeviceCare> {
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<Row>(
      `select c.*, t.declaration -> 'health' as health, s.interval_s, coalesce(cardinality(c.gaps), 0) as gaps
       from device d join device_profile t on t.key = d.profile left join device_state s on s.device = d.id left join device_care c on c.device = d.id
       where d.id = $1`,
      [id],
    );
    const row = rows[0];
    if (!row) throw notFound({ zh: '设备', en: 'The device' });
    const { rows: links } = await client.query<{ link: string; since: Date; until: Date | null }>(
      `select link, since, until from device_link
       where device = $1 and (until is null or until > now() - interval '30 days') order by since limit 500`,
      [id],
    );
    const { rows: issues } = await findIssues(client, { device: id, limit: 20 });
    const intervalS = row.interval_s ?? row.health.interval_s;
    return {
      intervalS,
      learnt: row.gaps >= 3 && intervalS !== row.health.interval_s,
      silenceS: Math.max(60, row.health.offline_after * intervalS),
      availability: WINDOWS.map((days) => ({
        days,
        knownS: row[`known_${days}`] ?? 0,
        onlineS: row[`online_${days}`] ?? 0,
        outages: row[`outages_${days}`] ?? 0,
      })),
      battery:
        row.battery_level === null
          ? null
          : { level: row.battery_level, slope: row.battery_slope, left: row.battery_left },
      links: links.map(({ link, since, until }) => ({
        link,
        since: since.toISOString(),
        until: until?.toISOString() ?? null,
      })),
      issues,
    };
  });
}
