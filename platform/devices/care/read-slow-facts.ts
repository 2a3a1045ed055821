import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import type { Facts, Figures, IssueKind } from './care-types.ts';
import { readDrift, readStill } from './read-past-facts.ts';
import { readWantedFirmware } from './read-wanted-firmware.ts';
import type { Examined } from './write-issues.ts';

type Row = {
  device: number;
  area: string;
  profile: string;
  maker: string | null;
  model: string | null;
  firmware: string | null;
  skews: number[] | null;
  level: number | null;
  left: number | null;
  open: Partial<Record<IssueKind, Figures>> | null;
};

/** What is known of all devices in use that changes slowly: battery, values that stand still or drift, clock, firmware. */
export async function readSlowFacts(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: ReadonlyMap<string, LoadedProfile>,
  now: Date,
): Promise<Examined[]> {
  const still = await readStill(client, profiles.values(), now);
  const drift = await readDrift(client, profiles.values(), now);
  const wanted = await readWantedFirmware(client, profiles.values());
  const { rows } = await client.query<Row>(
    `select d.id as device, d.area, d.profile, d.maker, d.model, d.firmware, c.skews, c.battery_level as level, c.battery_left as "left", i.open
     from device d left join device_care c on c.device = d.id
     left join (select device, json_object_agg(kind, figures) as open from device_issue where healed_at is null group by device) i on i.device = d.id
     where d.admin = 'active'`,
  );
  return rows.map(({ device, area, open, ...row }) => {
    const health = profiles.get(row.profile)?.health;
    const facts: Facts = {};
    if (health?.battery && row.level !== null)
      facts.battery = { level: row.level, low: health.battery.low, left: row.left };
    const [stands, drifts, version] = [still.get(device), drift.get(device), wanted({ ...row, area })];
    if (stands) facts.still = stands;
    if (drifts) facts.drift = drifts;
    if (health?.clock_skew_s && row.skews) facts.skews = { seconds: row.skews, limit: health.clock_skew_s };
    if (row.firmware && version) facts.firmware = { has: row.firmware, wanted: version };
    return { device, area, open: open ?? {}, facts };
  });
}
