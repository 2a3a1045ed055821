import type pg from 'pg';
import type { Context } from '../../http/context.ts';
import { readAddressBook } from '../../records/search/read-address-book.ts';
import { type ChosenPlace, choosePlace, type PlaceClues, type Thing } from './choose-place.ts';

/** What a device or its mounter says of where it is. */
export type PlaceFacts = {
  lon: number | null;
  lat: number | null;
  /** Address in words. */
  place: string | null;
  /** Code scanned on the spot, of a building or component. */
  anchor: string | null;
  said_area: string | null;
  /** Whether devices of its kind hang in buildings. */
  indoors: boolean;
};

/** A device without an address that hangs in buildings belongs to one whose centre is this near, metres. */
const NEAR_M = 30;
const M_PER_DEGREE = 111_195;

type Row = {
  id: number;
  kind: Thing['kind'];
  label: string;
  area: string;
  key: string | null;
  code: string | null;
  lon: number | null;
  lat: number | null;
};
const THING = `id, kind, label, area, key, fields ->> 'code' as code, lon, lat`;

/**
 * Finds the places of devices, in bulk: a handful of queries however many there are.
 * @param client under a role that sees the record base whole: a device may belong where its registrar does not look
 * @returns a place for each, in order
 */
export async function placeDevices(
  ctx: Pick<Context, 'pool' | 'caches' | 'config'>,
  client: pg.ClientBase,
  devices: readonly PlaceFacts[],
): Promise<ChosenPlace[]> {
  const { areas } = ctx.caches;
  const [locator, book, open] = await Promise.all([areas.locator(), readAddressBook(ctx), areas.all()]);
  const tree = new Map(open.map((area) => [area.code, area]));
  const upTo = (code: string) => {
    let known = code;
    while (known.length > 6 && !tree.has(known)) known = known.slice(0, -3);
    return tree.has(known) ? known : ctx.config.district;
  };
  const nameOf = (code: string) => {
    const path = [12, 15].flatMap((length) => (code.length >= length ? [tree.get(code.slice(0, length))] : []));
    const named = path.length > 0 ? path : [tree.get(code)];
    return {
      zh: named.map((area) => area?.name ?? code).join(''),
      en: named.map((area) => area?.nameEn ?? area?.name ?? code).join(', '),
    };
  };
  const locate = (lon: number | null, lat: number | null): PlaceClues['point'] => {
    if (lon === null || lat === null) return undefined;
    const { area, reason, distanceM } = locator.locate(lon, lat);
    return reason === 'outside' ? undefined : { area, reason, ...(distanceM !== undefined && { distanceM }) };
  };
  /** A thing lies where its own point lies, so that a grid drawn anew takes it along; else where its survey says. */
  const asThing = ({ id, kind, label, area, lon, lat }: Row): Thing => {
    const found = locate(lon, lat);
    return { id, kind, label, area: found && found.reason !== 'nearest' ? found.area : upTo(area) };
  };

  const read = devices.map(({ place }) => (place ? book.place(place) : undefined));
  const keys = [...new Set(read.flatMap((found) => found?.[2] ?? []))];
  const codes = [...new Set(devices.flatMap(({ anchor }) => anchor ?? []))];
  const byKey = new Map<string, Thing>();
  if (keys.length > 0) {
    const { rows } = await client.query<Row>(
      `select ${THING} from entity where kind = 'building' and key = any($1) and merged_into is null order by id desc`,
      [keys],
    );
    for (const row of rows) byKey.set(row.key as string, asThing(row));
  }
  const byCode = new Map<string, Thing>();
  if (codes.length > 0) {
    const { rows } = await client.query<Row>(
      `select ${THING} from entity where merged_into is null and kind = 'component' and key = any($1)
       union all select ${THING} from entity where merged_into is null and kind = 'building' and fields ->> 'code' = any($1)
       order by id desc`,
      [codes],
    );
    for (const row of rows) byCode.set((row.kind === 'component' ? row.key : row.code) as string, asThing(row));
  }

  const clues = devices.map((device, i): PlaceClues => {
    const point = locate(device.lon, device.lat);
    const [area, , key] = read[i] ?? [];
    const building = key ? byKey.get(key) : undefined;
    const scanned = device.anchor ? byCode.get(device.anchor) : undefined;
    return {
      said: upTo(device.said_area ?? ctx.config.district),
      ...(point && { point }),
      ...((building || area) && {
        address: { ...(building && { building }), ...(area && tree.has(area) && { area }) },
      }),
      ...(scanned && { scanned }),
    };
  });
  const lost = devices.flatMap(({ indoors, lon, lat }, i) => {
    const { point, address, scanned } = clues[i] as PlaceClues;
    return indoors && point && !scanned && !address ? [{ i, lon, lat, area: point.area.slice(0, 12) }] : [];
  });
  for (const { i, building, distanceM } of await nearestBuildings(client, lost))
    (clues[i] as PlaceClues).nearest = { building: asThing(building), distanceM };
  return clues.map((each) => choosePlace(each, nameOf));
}

type Lost = { i: number; lon: number | null; lat: number | null; area: string };

/** The building nearest to each point, of the same community; among equals the older one. */
async function nearestBuildings(
  client: pg.ClientBase,
  lost: readonly Lost[],
): Promise<{ i: number; building: Row; distanceM: number }[]> {
  if (lost.length === 0) return [];
  const { rows } = await client.query<Row & { i: number; distance: number }>(
    `select q.i, b.*, b.distance from jsonb_to_recordset($1) as q(i int, lon float8, lat float8, area text)
     cross join lateral (select ${THING},
         sqrt(power((lat - q.lat) * ${M_PER_DEGREE}, 2) + power((lon - q.lon) * ${M_PER_DEGREE} * cos(radians(q.lat)), 2)) as distance
       from entity e where e.area >= q.area collate "C" and e.area < (q.area || ':') collate "C" and e.kind = 'building'
         and e.merged_into is null and e.lon is not null order by distance, id limit 1) b
     where b.distance <= ${NEAR_M}`,
    [JSON.stringify(lost)],
  );
  return rows.map(({ i, distance, ...building }) => ({ i, building, distanceM: Math.round(distance) }));
}
