import { writeFile } from 'node:fs/promises';
import type pg from 'pg';
import { createAreaCache } from './area-cache.ts';
import type { Crs } from './convert-geometry.ts';
import { exportShapes } from './export-shapes.ts';

/** `gewu areas export FILE`: writes the shapes in force as GeoJSON. @returns how many */
export async function runAreasExport(
  pool: pg.Pool,
  args: { file: string; crs: Crs; level?: number; within?: string },
): Promise<number> {
  const { file, ...filter } = args;
  const collection = await exportShapes(createAreaCache(pool), filter);
  await writeFile(file, `${JSON.stringify(collection)}\n`);
  return collection.features.length;
}
