import type pg from 'pg';
import { PREFIX } from './package-attributes.ts';
import type { PackageKind } from './rollout-types.ts';

export type Aim = {
  /** Area code; devices inside. */
  area: string;
  model?: string | undefined;
  /** Only devices that have this version now. */
  fromVersion?: string | undefined;
};
export type AimedPackage = {
  kind: PackageKind;
  title: string;
  version: string;
  profile: string;
  maker: string | null;
  model: string | null;
};
export type Found = {
  id: number;
  site: string;
  reachable: boolean;
  /** Speaks for itself: a device behind a gateway cannot fetch a package. */
  own: boolean;
  model: string | null;
  version: string | null;
};

/**
 * The devices in use that a package is for and that do not have it yet: inside the area, of its profile, maker and model.
 * @param client as `gewu_system`, after it was checked that the area is the asker's
 */
export async function findTargets(client: pg.PoolClient, pack: AimedPackage, aim: Aim): Promise<Found[]> {
  const { rows } = await client.query<Found>(
    `with f as (
       select d.id, device_site(d) as site, coalesce(s.link = 'online', false) as reachable, d.token_hash is not null as own, d.model,
         coalesce(s.state #>> array['latest', 'current_' || $1::text || '_version', 'value'],
           (select a.value #>> '{}' from device_attribute a where a.device = d.id and a.scope = 'client' and a.key = $1::text || '_version'),
           case when $1::text = 'fw' then d.firmware end) as version,
         s.state #>> array['latest', 'current_' || $1::text || '_title', 'value'] as title
       from device d left join device_state s on s.device = d.id
       where d.admin = 'active' and d.profile = $2 and d.area >= $3 and d.area < $3 || ':'
         and ($4::text is null or d.maker = $4) and ($5::text is null or d.model = $5) and ($6::text is null or d.model = $6))
     select id, site, reachable, own, model, version from f
     where (version is distinct from $7 or coalesce(title, $8) <> $8) and ($9::text is null or version = $9) order by id`,
    [
      PREFIX[pack.kind],
      pack.profile,
      aim.area,
      pack.maker,
      pack.model,
      aim.model ?? null,
      pack.version,
      pack.title,
      aim.fromVersion ?? null,
    ],
  );
  return rows;
}

/** Whether a device can be brought what a package holds: pieces are fetched by the device itself, settings are told. */
export const canTake = (found: Found, kind: PackageKind): boolean => found.own || kind === 'configuration';
