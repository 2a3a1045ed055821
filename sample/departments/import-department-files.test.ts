import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CATALOGUE_DIR } from '../../platform/catalogue/read-catalogue.ts';
import type { Batch } from '../../platform/records/batches/batch-state.ts';
import { runBatch } from '../../platform/records/batches/run-batch.ts';
import { withRecords } from '../../platform/records/testing/with-records.ts';
import { withDatabase } from '../../platform/testing/with-database.ts';
import { type SampleManifest, writeDepartmentFiles } from './write-department-files.ts';

const DAY = 86_400_000;
// as of some weeks ago: the second round's dates may not lie ahead of the import
const OF = {
  catalogue: CATALOGUE_DIR,
  district: '610402',
  seed: 11,
  scale: 0.002,
  today: Math.floor(Date.now() / DAY) - 30,
};
const folder = mkdtempSync(join(tmpdir(), 'gewu-department-import-'));
const database = withDatabase();
const records = withRecords(database);

beforeAll(async () => {
  const file = join(CATALOGUE_DIR, 'districts', OF.district, 'areas.geojson');
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: { properties: object }[] };
  await database.owner.query(
    `insert into area (code, name, parent) select code, name, parent from jsonb_to_recordset($1) as a(code text, name text, parent text) on conflict do nothing`,
    [JSON.stringify(features.map(({ properties }) => properties))],
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Imports all files of a round, the survey with the compounds first. */
async function importAll(name: string, manifest: SampleManifest): Promise<Map<string, Batch>> {
  const ids: [string, number][] = [];
  for (const [source, { file }] of Object.entries(manifest.sources))
    ids.push([source, await records.stage(source, readFileSync(join(folder, name, file)), { name: file })]);
  return records.inStore(async (store) => {
    const done = new Map<string, Batch>();
    for (const [source, id] of ids) done.set(source, await runBatch(records.ctx, store, id));
    return done;
  });
}

it('passes the declarations: only spoilt rows and rows sent twice are set aside, and a second round is seen as what it is', async () => {
  const first = await writeDepartmentFiles({ ...OF, out: join(folder, 'first') });
  for (const [source, batch] of await importAll('first', first)) {
    const { rows, spoilt, sentTwice } = first.sources[source] as SampleManifest['sources'][string];
    expect([batch.state, batch.rows_in, batch.inserted + batch.quarantined], source).toEqual(['done', rows, rows]);
    // the police must name everybody's number: one in three hundred is mistyped or missing
    if (source !== 'police-households') expect(batch.quarantined, source).toBe(spoilt + sentTwice);
    else expect(batch.quarantined).toBeLessThan(0.015 * rows);
  }

  const second = await writeDepartmentFiles({ ...OF, out: join(folder, 'second'), changed: 0.05 });
  const told = { inserted: 0, updated: 0, vanished: 0 };
  const wanted = { inserted: 0, updated: 0, vanished: 0 };
  for (const [source, batch] of await importAll('second', second)) {
    const { fresh, changed, gone, rows } = second.sources[source] as SampleManifest['sources'][string];
    expect(batch.inserted + batch.updated + batch.unchanged + batch.quarantined, source).toBe(rows);
    for (const key of ['inserted', 'updated', 'vanished'] as const) told[key] += batch[key];
    wanted.inserted += fresh;
    wanted.updated += changed;
    wanted.vanished += gone;
  }
  // a spoilt row that was mended, or a good one that was spoilt, makes a few rows' difference
  for (const key of ['inserted', 'updated', 'vanished'] as const)
    expect(Math.abs(told[key] - wanted[key]), key).toBeLessThan(10 + wanted[key] * 0.02);
}, 240_000);
