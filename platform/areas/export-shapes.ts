import type { FeatureCollection } from 'geojson';
import type { AreaCache } from './area-cache.ts';
import { type Crs, convertGeometry } from './convert-geometry.ts';
import type { Geometry } from './geometry.ts';

export type AreaProperties = {
  code: string;
  level: number;
  parent: string | null;
  name: string;
  name_en: string | null;
  kind: string;
  households: number | null;
  schematic: boolean;
};

/**
 * The shapes in force now as GeoJSON, in a form that can be imported again.
 * @param filter level 1–4; `within` keeps the area of that code and everything inside it
 */
export async function exportShapes(
  areas: AreaCache,
  filter: { level?: number | undefined; within?: string | undefined; crs?: Crs } = {},
): Promise<FeatureCollection<Geometry, AreaProperties>> {
  const features = [];
  for (const { code, shape, schematic } of await areas.shapes()) {
    const area = await areas.get(code);
    if (!area || !code.startsWith(filter.within ?? '') || (filter.level !== undefined && area.level !== filter.level))
      continue;
    const properties = {
      code,
      level: area.level,
      parent: area.parent,
      name: area.name,
      name_en: area.nameEn,
      kind: area.kind,
      households: area.households,
      schematic,
    };
    features.push({
      type: 'Feature' as const,
      properties,
      geometry: convertGeometry(shape, 'wgs84', filter.crs ?? 'wgs84'),
    });
  }
  return { type: 'FeatureCollection', features };
}
