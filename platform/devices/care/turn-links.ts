import type pg from 'pg';
import { LISTENING_SINCE } from '../intake/note-presence.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';

/** No device is called silent sooner. */
const SOONEST_S = 60;

/** Seconds of silence after which a device counts as offline, from its learnt interval, else the declared one. */
export const SILENCE = `greatest(${SOONEST_S}, p.offline_after * coalesce(s.interval_s, p.interval_s))`;
/** The part of the profiles that says so, as the first parameter of a query. */
export const PROFILES = 'json_to_recordset($1) as p(profile text, interval_s float, offline_after float)';
export const profilesParam = (profiles: Iterable<LoadedProfile>): string =>
  JSON.stringify(
    [...profiles].map(({ profile, health }) => ({
      profile,
      interval_s: health.interval_s,
      offline_after: health.offline_after,
    })),
  );

/**
 * Calls offline who has missed too many reports, from when it was last heard, and keeps the spans of being heard and
 * being silent. That a device is heard again the intake writes with its message; only here it becomes offline, so that
 * no change is missed between two turns. While nobody listened, nobody was silent.
 * @param client a transaction of `gewu_system`
 * @returns how many devices fell silent
 */
export async function turnLinks(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: Iterable<LoadedProfile>,
  now: Date,
): Promise<number> {
  const { rowCount } = await client.query(
    `with since as (select coalesce((select (value #>> '{}')::timestamptz from setting where key = '${LISTENING_SINCE}'), $2::timestamptz) as at)
     update device_state s set link = 'offline', link_since = s.heard_at
     from device d join ${PROFILES} on p.profile = d.profile, since
     where d.id = s.device and d.admin = 'active' and s.link = 'online'
       and greatest(s.heard_at, since.at) < $2::timestamptz - make_interval(secs => ${SILENCE})`,
    [profilesParam(profiles), now],
  );
  await client.query(
    `update device_link l set until = greatest(l.since, case when d.admin = 'active' then s.link_since else $1 end)
     from device_state s join device d on d.id = s.device
     where s.device = l.device and l.until is null and (d.admin <> 'active' or (s.link <> l.link and s.link <> 'unknown'))`,
    [now],
  );
  await client.query(
    `insert into device_link (device, link, since)
     select s.device, s.link, greatest(coalesce(s.link_since, s.heard_at, $1), (select max(until) from device_link b where b.device = s.device))
     from device_state s join device d on d.id = s.device
     where d.admin = 'active' and s.link <> 'unknown' and not exists (select from device_link l where l.device = s.device and l.until is null)
     on conflict (device) where until is null do nothing`,
    [now],
  );
  return rowCount ?? 0;
}
