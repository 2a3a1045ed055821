import type { PostCache, PostEntry } from '../access/post-cache.ts';
import type { Context } from '../http/context.ts';

export type Route = { area: string; post: PostEntry | undefined; reason: string };

/** The role that takes a report at each level of area, by the length of its code. */
const TAKER: Record<number, PostEntry['role']> = {
  15: 'grid_worker',
  12: 'duty_officer',
  9: 'street_desk',
  6: 'district_desk',
};
const DESK: Record<number, PostEntry['role']> = { 12: 'duty_officer', 9: 'street_desk', 6: 'district_desk' };

/**
 * The first owner of a report: point → grid → post on duty, else the community, else the street, else the district.
 * Deterministic; the reason is kept with the case. `skip` leaves out a post (a verifier is never the handler).
 */
export async function routeReport(
  ctx: Context,
  place: { lon?: number | null; lat?: number | null; area?: string | null },
): Promise<Route> {
  const { areas, posts } = ctx.caches;
  if (place.lon != null && place.lat != null) {
    const found = (await areas.locator()).locate(place.lon, place.lat);
    // an area said outright (a grid worker's own grid, a chosen community) wins only where it is deeper or the point is outside
    const said =
      place.area && (found.reason === 'outside' || place.area.startsWith(found.area)) ? place.area : undefined;
    const area = said ?? found.area;
    return { area, ...(await takerFor(posts, area, said ? 'said' : found.reason)) };
  }
  if (place.area && (await areas.get(place.area)))
    return { area: place.area, ...(await takerFor(posts, place.area, 'said')) };
  return { area: ctx.config.district, ...(await takerFor(posts, ctx.config.district, 'unknown-place')) };
}

async function takerFor(posts: PostCache, area: string, reason: string): Promise<Omit<Route, 'area'>> {
  const missed: string[] = [];
  for (let code = area; code.length >= 6; code = code.slice(0, -3)) {
    const candidates = (await posts.ofArea(code)).filter((post) => post.role === TAKER[code.length]);
    const onDuty = candidates.find((post) => posts.onDuty(post).length > 0);
    if (onDuty) return { post: onDuty, reason: [reason, ...missed, `${code}:${onDuty.role}`].join(' > ') };
    missed.push(`${code}:${candidates.length ? 'off-duty' : 'no-post'}`);
    // nobody anywhere: the district's desk owns it all the same, it must not get lost
    if (code.length === 6) return { post: candidates[0], reason: [reason, ...missed].join(' > ') };
  }
  return { post: undefined, reason };
}

/** The nearest desk over a place: the community's duty officer, else the street's desk, else the district's. */
export async function nearestDesk(
  posts: PostCache,
  area: string,
  skip?: (post: PostEntry) => boolean,
): Promise<PostEntry | undefined> {
  for (let code = area.slice(0, 12); code.length >= 6; code = code.slice(0, -3)) {
    const desk = (await posts.ofArea(code)).find(
      (post) => post.role === DESK[code.length] && post.holders.length > 0 && !skip?.(post),
    );
    if (desk) return desk;
  }
  return undefined;
}

/** Who checks that the work is done: the grid's worker, or the desk above where the worker did it. Never the handler. */
export async function routeVerifier(
  posts: PostCache,
  area: string,
  handler: { post: number | null; account: string | null },
): Promise<PostEntry | undefined> {
  const isHandler = (post: PostEntry) =>
    post.id === handler.post || (handler.account !== null && post.holders.includes(handler.account));
  const worker =
    area.length === 15
      ? (await posts.ofArea(area)).find(
          (post) => post.role === 'grid_worker' && post.holders.length > 0 && !isHandler(post),
        )
      : undefined;
  return worker ?? nearestDesk(posts, area, isHandler);
}
