import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { exportShapes } from '../areas/export-shapes.ts';
import type { ShapeFault } from '../areas/import-shapes.ts';
import { runAreasImport } from '../areas/run-areas-import.ts';
import { Problem } from '../http/problem.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu areas import|export`: polygons in and out as GeoJSON. */
export function registerAreasCommands(program: Command): void {
  const areas = program.command('areas').description('polygons of the areas');
  areas
    .command('import')
    .argument('<file>', 'GeoJSON FeatureCollection; each feature carries its area code in properties.code')
    .addOption(
      new Option('--crs <crs>', 'coordinates of the file').choices(['wgs84', 'gcj02', 'bd09']).makeOptionMandatory(),
    )
    .option('--from <time>', 'valid from (ISO 8601)', new Date().toISOString())
    .action((file: string, options: { crs: 'wgs84' | 'gcj02' | 'bd09'; from: string }) =>
      withInstallation(async ({ ctx }) => {
        try {
          const { codes, warnings } = await runAreasImport(ctx.pool, {
            file,
            crs: options.crs,
            from: new Date(options.from),
          });
          for (const { code, zh, en } of warnings) process.stderr.write(`${code} ${zh} · ${en}\n`);
          process.stdout.write(`${codes.length} areas redrawn. 已更新 ${codes.length} 个区域的图形。\n`);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          process.stderr.write(`${error.sentence.zh} ${error.sentence.en}\n`);
          for (const { code, zh, en } of (error.extra.faults ?? []) as ShapeFault[])
            process.stderr.write(`${code} ${zh} · ${en}\n`);
          process.exitCode = 1;
        }
      }),
    );
  areas
    .command('export')
    .argument('<file>', 'where to write the GeoJSON (WGS-84)')
    .addOption(new Option('--level <level>', '1 district, 2 street, 3 community, 4 grid').choices(['1', '2', '3', '4']))
    .action((file: string, options: { level?: string }) =>
      withInstallation(async ({ ctx }) => {
        const collection = await exportShapes(ctx.caches.areas, {
          ...(options.level && { level: Number(options.level) as 1 | 2 | 3 | 4 }),
        });
        writeFileSync(file, `${JSON.stringify(collection)}\n`);
        process.stdout.write(`${collection.features.length} areas written to ${file}\n`);
      }),
    );
}
