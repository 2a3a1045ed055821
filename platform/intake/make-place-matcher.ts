import { join } from 'node:path';
import type { Context } from '../http/context.ts';
import { createPlaceMatcher, type PlaceMatcher } from './match-place.ts';
import { readCompounds } from './read-compounds.ts';

const CATALOGUE = join(import.meta.dirname, '../../catalog');
const matchers = new WeakMap<object, PlaceMatcher>();

/** The matcher over the areas as they are now and the district's compounds; made anew when the areas change. */
export async function makePlaceMatcher(ctx: Context): Promise<PlaceMatcher> {
  const areas = await ctx.caches.areas.all();
  const known = matchers.get(areas);
  if (known) return known;
  const made = createPlaceMatcher(areas, readCompounds(CATALOGUE, ctx.config.district));
  matchers.set(areas, made);
  return made;
}
