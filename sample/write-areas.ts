import { writeFileSync } from 'node:fs';
import { kinks, polygon } from '@turf/turf';
import { type DrawnArea, drawDistrict } from './geometry/draw-district.ts';
import { readAreaNames } from './read-area-names.ts';

/**
 * Draws the sample's areas and writes them as GeoJSON. Run by hand when the drawing changes:
 * `node sample/write-areas.ts`; the result is committed so that a first start need not draw.
 */
export function writeAreas(folder: string, firstSeed: number): { seed: number; areas: number; bytes: number } {
  const names = readAreaNames(`${folder}/areas.csv`);
  for (let seed = firstSeed; seed < firstSeed + 200; seed++) {
    let areas: DrawnArea[];
    try {
      areas = drawDistrict(names, seed);
      const crossed = areas.find(({ ring }) => kinks(polygon([close(ring)])).features.length > 0);
      if (crossed) throw new Error(`${crossed.code} crosses itself`);
    } catch (error) {
      process.stderr.write(`seed ${seed}: ${error instanceof Error ? error.message : error}\n`);
      continue;
    }
    const features = areas.map(({ code, level, parent, name, nameEn, households, ring }) =>
      JSON.stringify({
        type: 'Feature',
        properties: { code, level, parent, name, name_en: nameEn, kind: 'basic', households, schematic: true },
        geometry: { type: 'Polygon', coordinates: [close(ring)] },
      }),
    );
    const text = `{"type":"FeatureCollection","name":"schematic areas, drawn for the sample","features":[\n${features.join(',\n')}\n]}\n`;
    writeFileSync(`${folder}/areas.geojson`, text);
    return { seed, areas: areas.length, bytes: Buffer.byteLength(text) };
  }
  throw new Error('no seed gave a clean drawing');
}

function close<T>(ring: readonly T[]): T[] {
  return [...ring, ring[0] as T];
}

if (import.meta.main)
  process.stdout.write(
    `${JSON.stringify(writeAreas(new URL('../catalog/districts/610402', import.meta.url).pathname, 1))}\n`,
  );
