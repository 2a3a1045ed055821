import { join } from 'node:path';
import pg from 'pg';
import { CATALOGUE_DIR } from '../platform/catalogue/read-catalogue.ts';
import type { Installation } from '../platform/compose.ts';
import { matchFleet } from '../platform/devices/placing/match-fleet.ts';
import { refreshIndicators } from '../platform/insights/refresh-indicators.ts';
import { loadCases } from './cases/load-cases.ts';
import { loadContacts } from './devices/load-contacts.ts';
import { loadDevices } from './devices/load-devices.ts';
import { loadAreas } from './load-areas.ts';
import { loadNotices } from './load-notices.ts';
import { loadPeople } from './people/load-people.ts';
import { letResidentsIn, loadResidents } from './people/load-residents.ts';
import { createRandom } from './random.ts';
import { readAreaNames } from './read-area-names.ts';
import { readGrids } from './read-grids.ts';
import { storePhotos } from './scenes/store-photos.ts';

export type SampleOptions = {
  cases: number;
  seed: number;
  onProgress: (done: number, total: number, label: string) => void;
  now?: Date;
};

/**
 * Loads the seeded sample district: areas, organisations, posts, people, residents, notices, devices, and cases
 * that have travelled the declared loops up to now. Where the district is there already only residents and cases are added.
 * Everything but the cases comes in one transaction, and cases in another; the setting `sample-unfinished` stands between
 * them, so that a load that was cut off is known and can go on.
 */
export async function loadSample(
  installation: Pick<Installation, 'ctx' | 'catalogue' | 'ownerUrl'>,
  { cases, seed, onProgress, now = new Date() }: SampleOptions,
): Promise<void> {
  const { ctx, catalogue } = installation;
  const random = createRandom(seed);
  const folder = join(CATALOGUE_DIR, 'districts', ctx.config.district);
  const names = readAreaNames(join(folder, 'areas.csv'));
  onProgress(0, cases, '区域与岗位 areas and posts');
  const residents = await asOwner(installation.ownerUrl, async (client) => {
    const { rowCount } = await client.query('select from area limit 1');
    if (!rowCount) {
      const grids = await loadAreas(client, join(folder, 'areas.geojson'), new Date(now.getTime() - 800 * 86_400_000));
      await loadPeople(client, names, grids, catalogue, random, now);
      await loadNotices(client, random, now);
      onProgress(0, cases, '设备 devices');
      await loadDevices(client, readGrids(join(folder, 'areas.geojson'), names), createRandom(seed + 1), now);
    }
    if (cases > 0)
      await client.query(
        `insert into setting (key, value) values ('sample-unfinished', 'true') on conflict (key) do nothing`,
      );
    const made = await loadResidents(client, ctx, communitiesOf(names), residentsFor(cases), random, now);
    if (!rowCount) await loadContacts(client, made, createRandom(seed + 2), now);
    return made;
  });
  ctx.caches.areas.invalidate();
  ctx.caches.posts.invalidate();
  await letResidentsIn(ctx, residents);
  await matchFleet(ctx);
  if (cases === 0) return;
  const photos = await storePhotos(ctx.files);
  const grids = readGrids(join(folder, 'areas.geojson'), names);
  await asOwner(installation.ownerUrl, async (client) => {
    await loadCases(client, ctx, { cases, residents, grids, photos, seed, now, onProgress });
    await client.query(`delete from setting where key = 'sample-unfinished'`);
  });
  // freshly copied pages are neither counted nor marked as seen by all; lists and counts lean on both
  await withOwner(installation.ownerUrl, (client) =>
    client.query(
      'vacuum (analyze) cases, step, file_object, account, area, post, device, device_state, telemetry, alarm',
    ),
  );
  await refreshIndicators(ctx.pool, { now, onProgress: (done, total) => onProgress(done, total, '指标 indicators') });
}

const communitiesOf = (names: readonly { code: string }[]): string[] =>
  names.map(({ code }) => code).filter((code) => code.length === 12);

/** A resident who reports at all reports some four times. */
const residentsFor = (cases: number): number => Math.max(60, Math.ceil(cases / 10));

async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=gewu' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end(); // an unfinished transaction ends with its connection
  }
}

/** One transaction as the owner of the tables. */
function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withOwner(url, async (client) => {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  });
}
