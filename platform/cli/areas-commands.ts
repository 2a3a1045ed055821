import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { exportShapes } from '../areas/export-shapes.ts';
import { importShapes } from '../areas/import-shapes.ts';
import { withSystem } from '../db/with-actor.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu areas import|export`: polygons in and out as GeoJSON. */
export function registerAreasCommands(program: Command): void {
  const areas = program.command('areas').description('polygons of the areas');
  areas
    .command('import')
    .argument('<file>', 'GeoJSON FeatureCollection; each feature carries its area code in properties.code')
    .addOption(new Option('--crs <crs>', 'coordinates of the file').choices(['wgs84', 'gcj02', 'bd09']).makeOptionMandatory())
    .option('--from <time>', 'valid from (ISO 8601)', new Date().toISOString())
    .action((file: string, options: { crs: 'wgs84' | 'gcj02' | 'bd09'; from: string }) =>
      withInstallation(async ({ ctx }) => {
        const result = await withSystem(ctx.pool, (db) => importShapes(db, JSON.parse(readFileSync(file, 'utf8')), { crs: options.crs, from: new Date(options.from) }));
        ctx.caches.areas.invalidate();
        process.stdout.write(`${JSON.stringify(result)}\n`);
      }),
    );
  areas
    .command('export')
    .argument('<file>', 'where to write the GeoJSON (WGS-84)')
    .addOption(new Option('--level <level>', '1 district, 2 street, 3 community, 4 grid').choices(['1', '2', '3', '4']))
    .action((file: string, options: { level?: string }) =>
      withInstallation(async ({ ctx }) => {
        const collection = await exportShapes(ctx.caches.areas, { ...(options.level && { level: Number(options.level) as 1 | 2 | 3 | 4 }) });
        writeFileSync(file, `${JSON.stringify(collection)}\n`);
        process.stdout.write(`${collection.features.length} areas written to ${file}\n`);
      }),
    );
}
