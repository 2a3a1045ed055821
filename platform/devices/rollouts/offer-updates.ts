import type pg from 'pg';
import { attributeKeys, formerAttributes, PREFIX, packageAttributes } from './package-attributes.ts';
import { readPackage } from './read-row.ts';
import { MOVING, type Package, type Rollout } from './rollout-types.ts';
import { type Shared, setShared } from './set-shared.ts';

type Candidate = { device: number; site: string };
/** Candidates looked at for each that may begin: some share a building with another. */
const WIDER = 4;

/** Devices that may begin now: connected, in use, no other update under way, and no life in danger at them or beside them. */
const MAY_BEGIN = `d.admin = 'active' and s.link = 'online' and x.device <> all($3) and x.site <> all($4)
  and not exists (select from rollout_device o where o.device = x.device and o.phase = any($2))`;

/** Where life is in danger now: what stands there is left alone. */
async function readDanger(client: pg.PoolClient): Promise<{ devices: number[]; sites: string[] }> {
  const { rows } = await client.query<{ id: number; site: string }>(
    `select d.id, device_site(d) as site from device d
     where d.id in (select device from alarm where active) and device_in_danger(d.id)`,
  );
  return { devices: rows.map((row) => row.id), sites: rows.map((row) => row.site) };
}

/**
 * Offers the package to devices that wait, in the order of their stages. Before the last stage no two devices of one
 * building, gateway or address are under way at the same time.
 * @param most how many
 */
export async function offerForward(
  client: pg.PoolClient,
  rollout: Rollout,
  pack: Package,
  most: number,
): Promise<void> {
  const early = rollout.stage < rollout.stages.length;
  const danger = await readDanger(client);
  const { rows } = await client.query<Candidate>(
    `select x.device, x.site from rollout_device x join device d on d.id = x.device join device_state s on s.device = d.id
     where x.rollout = $1 and x.phase = 'waiting' and x.stage <= $5 and ${MAY_BEGIN}
       and not ($6 and exists (select from rollout_device o where o.rollout = x.rollout and o.site = x.site and o.phase = any($2)))
     order by x.stage, x.rank limit $7`,
    [rollout.id, MOVING, danger.devices, danger.sites, rollout.stage, early, most * WIDER],
  );
  const sites = new Set<string>();
  const picked = rows.filter(({ site }) => !early || (!sites.has(site) && sites.add(site))).slice(0, most);
  const values = packageAttributes(pack);
  await move(
    client,
    rollout,
    pack,
    picked.map(({ device }) => ({ device, values })),
    false,
  );
}

/**
 * Offers devices that were updated what they had before. Who had nothing that is kept here is left out and says so.
 * @param most how many
 */
export async function offerBack(client: pg.PoolClient, rollout: Rollout, pack: Package, most: number): Promise<void> {
  if (pack.kind !== 'configuration')
    await client.query(
      `update rollout_device set phase = 'skipped', back = true, error = 'no-former', moved_at = now()
       where rollout = $1 and phase = 'done' and not back and former_package is null`,
      [rollout.id],
    );
  const danger = await readDanger(client);
  const { rows } = await client.query<{
    device: number;
    former: Record<string, unknown> | null;
    package: number | null;
  }>(
    `select x.device, x.former, x.former_package as package from rollout_device x join device d on d.id = x.device
       join device_state s on s.device = d.id
     where x.rollout = $1 and x.phase = 'done' and not x.back and ${MAY_BEGIN} order by x.rank limit $5`,
    [rollout.id, MOVING, danger.devices, danger.sites, most],
  );
  const packages = new Map<number, Package>();
  for (const id of new Set(rows.map((row) => row.package)))
    if (id !== null) packages.set(id, await readPackage(client, id));
  const picked = rows.map(({ device, former, package: id }): Shared => {
    const before = id === null ? undefined : packages.get(id);
    return { device, values: before ? packageAttributes(before) : formerAttributes(pack, former ?? {}) };
  });
  await move(client, rollout, pack, picked, true);
}

/** Notes what the devices had and were told, and tells them anew. */
async function move(
  client: pg.PoolClient,
  rollout: Rollout,
  pack: Package,
  picked: readonly Shared[],
  back: boolean,
): Promise<void> {
  if (picked.length === 0) return;
  const prefix = PREFIX[pack.kind];
  const keys = attributeKeys(pack);
  const devices = picked.map(({ device }) => device);
  await client.query(
    `update rollout_device x set phase = 'offered', back = $3, error = null, moved_at = now(),
       since = (s.state #>> array['latest', $4::text || '_state', 'ts'])::float8
     from device_state s where x.rollout = $1 and x.device = any($2) and s.device = x.device`,
    [rollout.id, devices, back, prefix],
  );
  if (!back) await noteFormer(client, rollout, pack, keys, devices);
  await setShared(client, keys, picked, pack.kind === 'configuration');
}

async function noteFormer(
  client: pg.PoolClient,
  rollout: Rollout,
  pack: Package,
  keys: readonly string[],
  devices: readonly number[],
): Promise<void> {
  const prefix = PREFIX[pack.kind];
  await client.query(
    `with had as (
       select d.id, coalesce(s.state #>> array['latest', 'current_' || $4::text || '_version', 'value'],
           (select a.value #>> '{}' from device_attribute a where a.device = d.id and a.scope = 'client' and a.key = $4::text || '_version'),
           case when $4::text = 'fw' then d.firmware end) as version,
         s.state #>> array['latest', 'current_' || $4::text || '_title', 'value'] as title,
         (select json_object_agg(a.key, a.value) from device_attribute a where a.device = d.id and a.scope = 'shared' and a.key = any($3)) as shared
       from device d join device_state s on s.device = d.id where d.id = any($2))
     update rollout_device x set was = had.version, former = coalesce(had.shared, '{}'::json),
       former_package = (select p.id from device_package p where p.kind = $5 and p.version = had.version and p.profile = $6
         and (had.title is null or p.title = had.title) order by p.id desc limit 1)
     from had where x.rollout = $1 and x.device = had.id`,
    [rollout.id, devices, keys, prefix, pack.kind, pack.profile],
  );
}
