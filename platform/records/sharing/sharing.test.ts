import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { readSources } from '../sources/read-sources.ts';
import { syncSources } from '../sources/sync-sources.ts';
import { plantEntity } from '../testing/plant-base.ts';
import type { readSharing } from './read-sharing.ts';
import { refreshSharing } from './refresh-sharing.ts';
import { registerSharingRoutes } from './register-sharing-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerSharingRoutes]);
type View = Awaited<ReturnType<typeof readSharing>>;
const GRID = '610402001001001';
const OTHER = '610402001002';
let street: Actor;
let district: Actor;
let department: Actor;
const read = (actor: Actor, query = '') => app.call<View>(actor, 'GET', `/api/records/sharing${query}`);

beforeAll(async () => {
  const { ctx } = app;
  await fillSmallDistrict(ctx);
  [street, district, department] = await Promise.all([atPost(ctx, 3), atPost(ctx, 4), atPost(ctx, 5)]);
  const db = database.owner;
  await syncSources(database.pool, readSources(CATALOGUE_DIR).sources);
  const { rows } = await db.query<{ id: number }>('select id from source order by id limit 2');
  const [a, b] = rows.map(({ id }) => id) as [number, number];
  const home = 2 ** 52 + 1;
  await plantEntity(db, { id: home, kind: 'dwelling', area: GRID, label: 'x', rows: 3, fedBy: [a] });
  for (let i = 1; i <= 30; i++)
    await plantEntity(db, {
      id: i,
      kind: 'person',
      area: i <= 25 ? GRID : OTHER,
      label: '某',
      rows: 4,
      fedBy: i <= 12 ? [a, b] : [a],
      fields: i <= 20 ? { phone: { '§': 'x' } } : {},
      seen: i <= 10 ? new Date().toISOString().slice(0, 10) : '2020-01-01',
      links: i <= 25 ? [{ relation: 'lives_in', to: home }] : [],
    });
  await withSystem(database.pool, async (system) => {
    for (let i = 0; i < 12; i++)
      await recordEvent(system, street, {
        kind: 'look',
        subject: 'entity:1',
        area: GRID,
        data: { purpose: 'grid-service', fields: ['phone'] },
      });
    await recordEvent(system, department, {
      kind: 'compare',
      subject: 'person-address',
      data: { purpose: 'property-service', rows: 3 },
    });
  });
  expect(await refreshSharing(ctx, true)).toBe(true);
});

describe('the counters of sharing', () => {
  it('say what is collected once and used twice', async () => {
    const { body } = await read(district);
    expect(body.totals).toMatchObject({
      mentions: 123,
      entities: 31,
      duplicates: 92,
      reused: 48,
      shared: 12,
      looks: 12,
      compares: 3,
    });
    expect(body.kinds.find(({ kind }) => kind === 'person')).toMatchObject({ entities: 30, mentions: 120, shared: 12 });
  });

  it('roll up from communities, and end at the area of the reader', async () => {
    const { body } = await read(district);
    expect(body.areas).toMatchObject([{ code: '610402001', people: 30, homes: 1 }]);
    const communities = (await read(street)).body;
    expect(communities.area).toBe('610402001');
    expect(communities.areas).toMatchObject([
      { code: '610402001001', people: 25, atHome: 1 },
      { code: OTHER, people: null, atHome: null },
    ]);
    expect((await read(street, '?within=610402')).status).toBe(404);
    expect((await read(await atPost(app.ctx, 2), `?within=${OTHER}`)).status).toBe(404);
  });

  it('give coverage with what it is a part of, and hide few people', async () => {
    const { coverage, freshness } = (await read(district)).body;
    expect(coverage.find(({ what }) => what === 'people-with-phone')).toEqual({
      what: 'people-with-phone',
      part: 20,
      whole: 30,
    });
    expect(coverage.find(({ what }) => what === 'people-at-home')).toEqual({
      what: 'people-at-home',
      part: null,
      whole: 30,
    });
    expect(freshness[0]).toMatchObject({ kind: 'person', fresh: 10, stale: 20 });
  });

  it('draw who feeds and who uses, without flows of a few', async () => {
    const { feeds, uses, sources } = (await read(department)).body;
    expect(
      feeds
        .filter(({ kind }) => kind === 'person')
        .map(({ n }) => n)
        .sort(),
    ).toEqual([12, 30]);
    expect(sources.length).toBeGreaterThan(10);
    expect(uses.map(({ kind, purpose, n }) => [kind, purpose, n])).toEqual(
      expect.arrayContaining([
        ['person', 'grid-service', null],
        ['person', 'property-service', null],
      ]),
    );
  });

  it('are not counted anew while the base stands still, and are when it moved', async () => {
    const total = async () => (await read(district)).body.totals.entities;
    await plantEntity(database.owner, { id: 99, kind: 'person', area: GRID, label: '某' });
    await refreshSharing(app.ctx);
    expect(await total()).toBe(31);
    await database.owner.query(`insert into link_run (state, upto_batch) values ('done', 1)`);
    await refreshSharing(app.ctx);
    expect(await total()).toBe(32);
  });

  it('are closed to grid workers and residents', async () => {
    expect((await read(await atPost(app.ctx, 1))).status).toBe(403);
    expect((await read({ kind: 'resident', account: 'r1' })).status).toBe(403);
  });
});
