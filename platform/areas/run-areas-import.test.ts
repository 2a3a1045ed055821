import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/with-database.ts';
import { runAreasImport } from './run-areas-import.ts';

const database = withDatabase();
const folder = mkdtempSync(join(tmpdir(), 'gewu-areas-'));
const write = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

test('says what is wrong with a file that is missing or no JSON', async () => {
  const missing = runAreasImport(database.pool, { file: join(folder, 'none'), crs: 'wgs84' });
  await expect(missing).rejects.toMatchObject({ code: 'file.unreadable' });
  const broken = runAreasImport(database.pool, { file: write('broken.geojson', '{'), crs: 'wgs84' });
  await expect(broken).rejects.toMatchObject({ code: 'shapes.invalid' });
});

test('takes a file over and records it', async () => {
  await database.owner.query(`insert into area (code, name) values ('610402', '秦都区')`);
  const coordinates = [
    [
      [108.7, 34.3],
      [108.71, 34.3],
      [108.71, 34.31],
      [108.7, 34.3],
    ],
  ];
  const feature = { type: 'Feature', properties: { code: '610402' }, geometry: { type: 'Polygon', coordinates } };
  const file = write('good.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  expect(await runAreasImport(database.pool, { file, crs: 'gcj02' })).toEqual({ codes: ['610402'], warnings: [] });
  const { rows } = await database.owner.query(`select kind, subject, data from audit_event`);
  expect(rows).toEqual([{ kind: 'change', subject: 'areas', data: { what: 'import-shapes', crs: 'gcj02', count: 1 } }]);
});
