import type { Attributes } from '@gewu/alarms/types';
import type pg from 'pg';
import type { KnownDevice } from '../intake/intake-types.ts';

/** Where a threshold would be set: on one device, or on an area and with it on all in it. */
export type Place = { device: number } | { area: string };
/** Thresholds to set; null takes one away, so that the one above it holds. */
export type Change = Readonly<Record<string, number | null>>;
/** What is set for one key: by the device itself or for it, and by areas. */
export type Layers = { own: number | null; said: unknown; areas: ReadonlyMap<string, unknown> };

/**
 * What is set of some attributes for devices.
 * @returns by device, then key
 */
export async function readLayers(
  client: Pick<pg.ClientBase, 'query'>,
  devices: readonly Pick<KnownDevice, 'id' | 'area'>[],
  keys: readonly string[],
): Promise<Map<number, Map<string, Layers>>> {
  const { rows: own } = await client.query<{ device: number; scope: string; key: string; value: unknown }>(
    `select device, scope, key, value from device_attribute where device = any($1) and key = any($2)
     order by case scope when 'client' then 0 else 1 end`,
    [devices.map(({ id }) => id), keys],
  );
  const { rows: defaults } = await client.query<{ owner: string; key: string; value: unknown }>(
    `select owner, key, value from device_default where scope = 'area' and key = any($1)`,
    [keys],
  );
  const ownOf = Map.groupBy(own, (row) => row.device);
  return new Map(
    devices.map(({ id, area }) => {
      const mine = ownOf.get(id) ?? [];
      const layersOf = (key: string): Layers => {
        const set = mine.find((row) => row.key === key && row.scope === 'server')?.value;
        return {
          own: typeof set === 'number' ? set : null,
          said: mine.findLast((row) => row.key === key && row.scope !== 'server')?.value,
          areas: new Map(
            defaults
              .filter((row) => row.key === key && area.startsWith(row.owner))
              .map((row) => [row.owner, row.value]),
          ),
        };
      };
      return [id, new Map(keys.map((key) => [key, layersOf(key)]))];
    }),
  );
}

/**
 * The attributes that a device's rules would see if thresholds were set at a place. What is set nearer to the device
 * stays in force: a device's own value over its area's, a grid's over its street's.
 * @param attributes as they are now
 */
export function layThresholds(
  attributes: Attributes,
  layers: ReadonlyMap<string, Layers>,
  change: Change,
  place: Place,
): Attributes {
  const device: Record<string, unknown> = { ...attributes.device };
  const area: Record<string, unknown> = { ...attributes.area };
  for (const [key, value] of Object.entries(change)) {
    const found = layers.get(key);
    if (!found) continue;
    const areas = new Map(found.areas);
    if ('area' in place) {
      if (value === null) areas.delete(place.area);
      else areas.set(place.area, value);
    }
    const own = 'device' in place ? value : found.own;
    const nearest = [...areas.keys()].sort((a, b) => b.length - a.length)[0];
    put(area, key, own ?? (nearest === undefined ? undefined : areas.get(nearest)));
    put(device, key, own ?? found.said);
  }
  return { ...attributes, device, area };
}

function put(into: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined || value === null) delete into[key];
  else into[key] = value;
}
