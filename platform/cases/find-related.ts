import type { Actor } from '../access/actor.ts';
import { withActor, withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { caseNumber } from './case-number.ts';
import { type ListedCase, ROW_COLUMNS, viewRow } from './case-view.ts';
import { coverReport, onlyFollows } from './cover-report.ts';
import { getCase } from './read-case.ts';

/** Half-sides of a box of about `metres` around a latitude, in degrees. */
function box(lat: number, metres: number): { dLon: number; dLat: number } {
  const dLat = metres / 111_320;
  return { dLat, dLon: dLat / Math.cos((lat * Math.PI) / 180) };
}

/** Great-circle distance in metres (haversine, mean Earth radius 6,371,008.8 m). */
export function metresBetween(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(a));
}

const RADIUS_M = 250;
const DAYS = 30;

/** Cases that may be about the same thing: same matter or near by, of the last 30 days, within the actor's sight. */
export async function findRelated(ctx: Context, actor: Actor, number: string) {
  const { self, rows } = await withActor(ctx.pool, actor, async (db, client) => {
    const found = await getCase(db, number);
    const { dLon, dLat } = box(found.lat ?? 0, RADIUS_M);
    // a case without coordinates compares with null and finds nothing near
    const near =
      'c.lon between $3::float8 - $5::float8 and $3::float8 + $5::float8 and c.lat between $4::float8 - $6::float8 and $4::float8 + $6::float8';
    const query = `select ${ROW_COLUMNS.map((c) => `c.${c}`).join(', ')} from cases c
      where c.area >= $1 and c.area < $1 || ':' and c.id <> $2 and c.opened_at > $7::timestamptz - interval '${DAYS} days' and c.opened_at < $7::timestamptz + interval '${DAYS} days'
        and ((${near}) or ($8::text is not null and c.matter = $8 and c.area = $9))
      order by c.opened_at desc limit 40`;
    const values = [
      found.area.slice(0, 12),
      found.id,
      found.lon,
      found.lat,
      dLon,
      dLat,
      found.opened_at,
      found.matter,
      found.area,
    ];
    return { self: found, rows: (await client.query<ListedCase>(query, values)).rows };
  });
  const catalogue = await ctx.caches.catalogue.get();
  const related = await Promise.all(
    rows.map(async (row) => {
      const distance =
        self.lon !== null && self.lat !== null && row.lon !== null && row.lat !== null
          ? Math.round(metresBetween(self.lon, self.lat, row.lon, row.lat))
          : null;
      const sameMatter = row.matter !== null && row.matter === self.matter;
      const near = distance !== null && distance <= RADIUS_M;
      const seen = onlyFollows(actor, row) ? coverReport(row, catalogue) : row;
      return {
        ...(await viewRow(ctx.caches, seen)),
        distance,
        reason: sameMatter && near ? 'duplicate' : sameMatter ? 'same-matter' : 'near',
      };
    }),
  );
  const order = { duplicate: 0, near: 1, 'same-matter': 2 } as Record<string, number>;
  return related
    .sort((a, b) => (order[a.reason] ?? 3) - (order[b.reason] ?? 3) || (a.distance ?? 1e9) - (b.distance ?? 1e9))
    .slice(0, 12);
}

/**
 * Open cases near a point that a resident may follow instead of reporting anew. Nothing of the reporter or the text
 * is told; distances are blurred to 50 m.
 */
export async function findNearby(ctx: Context, place: { lon: number; lat: number; matter?: string | undefined }) {
  const { dLon, dLat } = box(place.lat, RADIUS_M);
  const { locate } = await ctx.caches.areas.locator();
  const area = locate(place.lon, place.lat).area.slice(0, 9);
  const rows = await withSystem(ctx.pool, async (_db, client) => {
    const { rows: found } = await client.query<{
      id: number;
      matter: string | null;
      lon: number;
      lat: number;
      opened_at: Date;
      state: string;
      followers: number;
    }>(
      `select c.id, c.matter, c.lon, c.lat, c.opened_at, c.state, (select count(*) from follower f where f.case_id = c.id)::int as followers
       from cases c where c.open and c.area >= $1 and c.area < $1 || ':' and not c.confidential and c.matter is not null and c.merged_into is null
         and c.lon between $2::float8 - $4::float8 and $2::float8 + $4::float8 and c.lat between $3::float8 - $5::float8 and $3::float8 + $5::float8
         and ($6::text is null or c.matter = $6) order by c.opened_at desc limit 50`,
      [area, place.lon, place.lat, dLon, dLat, place.matter ?? null],
    );
    return found;
  });
  const catalogue = await ctx.caches.catalogue.get();
  return rows
    .map((row) => ({ row, metres: metresBetween(place.lon, place.lat, row.lon, row.lat) }))
    .filter(({ metres }) => metres <= RADIUS_M)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, 8)
    .map(({ row, metres }) => ({
      number: caseNumber(row.id, row.opened_at),
      title: catalogue.matters.get(row.matter ?? '')?.name ?? { zh: '事项', en: 'Matter' },
      distance: Math.max(50, Math.round(metres / 50) * 50),
      openedAt: row.opened_at.toISOString(),
      state: row.state,
      followers: row.followers,
    }));
}
