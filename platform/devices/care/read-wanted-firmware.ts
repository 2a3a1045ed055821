import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { compareVersions } from './compare-versions.ts';

type Wanted = { profile: string; maker: string | null; model: string | null; area: string; version: string };
export type WantedFirmware = (device: {
  profile: string;
  maker: string | null;
  model: string | null;
  area: string;
}) => string | undefined;

/**
 * Which firmware a device should have by now: what its profile declares as the least, or what was rolled out to all
 * devices around it, whichever is newer. A rollout that still runs asks nothing of anybody yet.
 */
export async function readWantedFirmware(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: Iterable<LoadedProfile>,
): Promise<WantedFirmware> {
  const { rows } = await client.query<Wanted>(
    `select p.profile, p.maker, coalesce(p.model, r.model) as model, r.area, p.version
     from rollout r join device_package p on p.id = r.package
     where r.state = 'done' and r.from_version is null and p.kind = 'firmware' and p.retired_at is null`,
  );
  const declared = [...profiles].flatMap(({ profile, health }): Wanted[] =>
    health.firmware ? [{ profile, maker: null, model: null, area: '', version: health.firmware.minimum }] : [],
  );
  const byProfile = Map.groupBy([...declared, ...rows], (one) => one.profile);
  return ({ profile, maker, model, area }) =>
    byProfile
      .get(profile)
      ?.filter(
        (one) =>
          area.startsWith(one.area) &&
          (one.maker === null || one.maker === maker) &&
          (one.model === null || one.model === model),
      )
      .map((one) => one.version)
      .sort(compareVersions)
      .at(-1);
}
