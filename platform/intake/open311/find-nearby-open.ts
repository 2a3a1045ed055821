import { caseNumber } from '../../cases/case-number.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

/** About 50 m either way at 34° N. */
const LAT = 0.00045;
const LON = 0.00054;

/**
 * Number of a public, open case of the same matter within some 50 m: told to the reporter, and left to the desk to
 * merge, rather than a reason to refuse.
 * @param actId of the report itself, which a repeated request must not find
 */
export async function findNearbyOpen(
  ctx: Context,
  listed: readonly string[],
  matter: string,
  point: { lon: number; lat: number },
  actId: string,
): Promise<string | undefined> {
  if (!listed.includes(matter)) return undefined;
  const { area } = (await ctx.caches.areas.locator()).locate(point.lon, point.lat);
  const community = area.slice(0, 12);
  const row = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('cases')
      .select(['id', 'opened_at'])
      .where('open', '=', true)
      .where('matter', '=', matter)
      .where('area', '>=', community)
      .where('area', '<', `${community}:`)
      .where('confidential', '=', false)
      .where('state', '<>', 'draft')
      .where('lat', '>=', point.lat - LAT)
      .where('lat', '<=', point.lat + LAT)
      .where('lon', '>=', point.lon - LON)
      .where('lon', '<=', point.lon + LON)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('step')
              .select('step.id')
              .whereRef('step.case_id', '=', 'cases.id')
              .where('act_id', '=', actId),
          ),
        ),
      )
      .orderBy('id')
      .executeTakeFirst(),
  );
  return row && caseNumber(row.id, row.opened_at);
}
