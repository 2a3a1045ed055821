import type pg from 'pg';
import type { Context } from '../../http/context.ts';
import type { ChosenPlace } from './choose-place.ts';
import { type PlaceFacts, placeDevices } from './place-devices.ts';

export type FactRow = PlaceFacts & { id: number; area: string };

/** Columns of {@link FactRow}, of `device d join device_profile p`. */
export const FACTS = `d.id, d.area, d.lon, d.lat, d.place, d.anchor, d.said_area,
  coalesce(p.declaration::jsonb #> '{storm,by}' ? 'building', false) as indoors`;

/** A device that moved, from which area into which. */
export type Move = { device: number; from: string; to: string };

/**
 * Matches devices with the district as it is now and writes what changed; those placed by hand must not be among them.
 * Alarms keep the area that they were raised in.
 * @param rows locked by the caller
 * @returns the devices whose area changed
 */
export async function writePlaces(ctx: Context, client: pg.ClientBase, rows: readonly FactRow[]): Promise<Move[]> {
  const places = await placeDevices(ctx, client, rows);
  const { rows: written } = await client.query<{ id: number }>(
    `update device d set area = x.area, building = x.building, placed_by = x.by, why = x.why, changed_at = now()
     from jsonb_to_recordset($1) as x(id int, area text, building bigint, by text, why jsonb)
     where d.id = x.id and d.placed_by <> 'hand'
       and (d.area, d.building, d.placed_by, d.why) is distinct from (x.area, x.building, x.by, x.why)
     returning d.id`,
    [JSON.stringify(rows.map(({ id }, i) => ({ id, ...(places[i] as ChosenPlace) })))],
  );
  const changed = new Set(written.map(({ id }) => id));
  return rows.flatMap(({ id, area }, i) => {
    const to = (places[i] as ChosenPlace).area;
    return changed.has(id) && to !== area ? [{ device: id, from: area, to }] : [];
  });
}

/** Matches one device after what is known of its place has changed; one that was placed by hand stays. */
export async function rematchDevice(ctx: Context, client: pg.ClientBase, id: number): Promise<void> {
  const { rows } = await client.query<FactRow>(
    `select ${FACTS} from device d join device_profile p on p.key = d.profile
     where d.id = $1 and d.placed_by <> 'hand' for update of d`,
    [id],
  );
  await writePlaces(ctx, client, rows);
}
