import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importShapes } from '../../areas/import-shapes.ts';
import { withSystem } from '../../db/with-actor.ts';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { listMatchings } from './list-matchings.ts';
import { matchFleet } from './match-fleet.ts';

const database = withDatabase();
const app = withApp(database, []);
const GRIDS = ['610402001001001', '610402001001002', '610402001002001'];
const [WEST, EAST, SOUTH, NORTH] = [108.7, 108.71, 34.33, 34.34];
const sql = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.owner.query(text, values)).rows as T[];

/** Draws the three grids side by side, with their borders at two fractions of the width. */
async function draw(cuts: readonly [number, number]): Promise<void> {
  const [one, two] = [Math.min(...cuts), Math.max(...cuts)];
  const edges = [0, one, two, 1].map((part) => WEST + part * (EAST - WEST));
  const features = GRIDS.map((code, i) => {
    const [w, e] = [edges[i] as number, edges[i + 1] as number];
    const ring = [
      [w, SOUTH],
      [e, SOUTH],
      [e, NORTH],
      [w, NORTH],
      [w, SOUTH],
    ];
    return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  const [last] = await sql<{ at: Date | null }>('select max(valid_from) as at from area_geometry');
  const from = new Date(Math.max(Date.now() - 86_400_000, (last?.at?.getTime() ?? 0) + 1));
  await withSystem(app.ctx.pool, (db) =>
    importShapes(db, { type: 'FeatureCollection', features }, { crs: 'wgs84', from }),
  );
}

const PLACES = [
  null,
  '甲社区芙蓉小区3号楼2单元501室',
  '芙蓉小区3幢',
  '乙社区',
  '秦都区人民路街道甲社区芙蓉小区4号楼',
  '西安市某处',
];
const fact = fc.record({
  at: fc.option(fc.tuple(fc.double({ min: -0.1, max: 1.1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    nil: null,
  }),
  place: fc.constantFrom(...PLACES),
  anchor: fc.constantFrom(null, null, 'B-0003', 'C-77', 'unknown'),
  said: fc.constantFrom(null, ...GRIDS, '610402001'),
  hand: fc.boolean(),
});
const cut = fc.tuple(fc.double({ min: 0.1, max: 0.45, noNaN: true }), fc.double({ min: 0.55, max: 0.9, noNaN: true }));

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  await sql(`insert into area (code, name, parent) values ($1, '第二网格', $2), ($3, '第一网格', $4)`, [
    GRIDS[1],
    '610402001001',
    GRIDS[2],
    '610402001002',
  ]);
  const entity = `insert into entity (id, kind, area, key, label, fields, provenance, rows, hash, changed_at, lon, lat)
    values ($1, $2, $3, $4, $5, $6, '{}', 1, 0, now(), $7, $8)`;
  await sql(entity, [1, 'compound', '610402001001', '610402001001|芙蓉小区', '芙蓉小区', '{}', null, null]);
  await sql(entity, [
    2,
    'building',
    GRIDS[0],
    '610402001001|芙蓉小区|3',
    '芙蓉小区3',
    '{"code":"B-0003"}',
    108.7048,
    34.335,
  ]);
  await sql(entity, [3, 'component', GRIDS[0], 'C-77', '井盖', '{}', 108.7052, 34.331]);
});
beforeEach(() => sql('update device set admin = $1', ['retired']));

const profile: LoadedProfile = { ...TEST_PROFILE, storm: { by: ['building'], window_s: 60, at_least: 2 } };
type Fact = {
  at: [number, number] | null;
  place: string | null;
  anchor: string | null;
  said: string | null;
  hand: boolean;
};
let made = 0;
/** Puts devices into the district that nobody has matched yet. */
async function add(facts: readonly Fact[]): Promise<number[]> {
  const ids = await addDevices(
    app.ctx,
    facts.map(() => `M-${++made}`),
    { area: '610402', profile },
  );
  for (const [i, { at, place, anchor, said, hand }] of facts.entries())
    await sql(
      'update device set lon = $2, lat = $3, place = $4, anchor = $5, said_area = $6, placed_by = $7, area = $8 where id = $1',
      [
        ids[i],
        at && WEST + at[0] * (EAST - WEST),
        at && SOUTH + at[1] * (NORTH - SOUTH),
        place,
        anchor,
        said,
        hand ? 'hand' : 'none',
        hand ? GRIDS[0] : '610402',
      ],
    );
  return ids;
}
const placesOf = (ids: number[]) =>
  sql<{ area: string; placed_by: string }>(
    'select area, building, placed_by, why from device where id = any($1) order by id',
    [ids],
  );

const plain: Fact = { at: null, place: null, anchor: null, said: null, hand: false };

describe('matching all devices', () => {
  it('says why a device belongs where it belongs', async () => {
    await draw([0.5, 0.6]);
    const ids = await add([
      { ...plain, at: [0.2, 0.5] },
      { ...plain, at: [0.2, 0.5], place: '芙蓉小区3号楼2单元501室' },
      { ...plain, at: [0.2, 0.5], place: '乙社区12号' },
      { ...plain, at: [0.481, 0.5] },
      { ...plain, place: '甲社区芙蓉小区3幢' },
      { ...plain, at: [0.9, 0.5], anchor: 'B-0003' },
      { ...plain, said: '610402001' },
      { ...plain, at: [0.9, 0.5], hand: true },
    ]);
    await matchFleet(app.ctx, { always: true });
    const rows = await sql<{ area: string; building: string | null; by: string; why: { zh: string } | null }>(
      'select area, building, placed_by as by, why from device where id = any($1) order by id',
      [ids],
    );
    expect(
      rows.map(({ area, building, by, why }) => [area, building === null ? null : Number(building), by, why?.zh]),
    ).toEqual([
      [GRIDS[0], null, 'location', '位置在甲社区第一网格'],
      [GRIDS[0], 2, 'location', '位置在甲社区第一网格；地址与芙蓉小区3一致'],
      [GRIDS[0], null, 'location', '位置在甲社区第一网格；但地址写的是乙社区，请核对'],
      [GRIDS[0], 2, 'location', expect.stringMatching(/^位置在甲社区第一网格；离芙蓉小区3最近，\d+ 米$/)],
      [GRIDS[0], 2, 'address', '地址与芙蓉小区3一致'],
      [GRIDS[0], 2, 'code', '扫码确认：芙蓉小区3'],
      ['610402001', null, 'none', '没有位置和可识别的地址，暂归人民路街道'],
      [GRIDS[0], null, 'hand', undefined],
    ]);
  });

  it('is taken up where it was cut short, and tells each move once; alarms keep the area they were raised in', async () => {
    await draw([0.2, 0.5]);
    const ids = await add([0.1, 0.3, 0.3, 0.3, 0.7].map((x) => ({ ...plain, at: [x, 0.5] as [number, number] })));
    await matchFleet(app.ctx, { always: true });
    await sql(
      `insert into alarm (device, type, area, profile_hash, severity, raised_at, heard_at) values ($1, 'smoke', $2, 'h', 'major', now(), now())`,
      [ids[1], GRIDS[1]],
    );
    await draw([0.4, 0.8]);
    let batches = 0;
    const cut = () => {
      batches += 1;
      if (batches === 2) throw new Error('the power fails');
    };
    await expect(matchFleet(app.ctx, { batch: 2, onBatch: cut })).rejects.toThrow('the power fails');
    const run = await matchFleet(app.ctx, { batch: 2 });
    expect(run).toMatchObject({ looked: 5, moved: 4 });
    expect(await matchFleet(app.ctx)).toBeUndefined();
    const moves = await sql(
      'select device, from_area as "from", to_area as "to" from placing_move where run = $1 order by device',
      [run?.run],
    );
    expect(moves).toEqual([
      ...ids.slice(1, 4).map((device) => ({ device, from: GRIDS[1], to: GRIDS[0] })),
      { device: ids[4], from: GRIDS[2], to: GRIDS[1] },
    ]);
    const [alarm] = await sql<{ area: string }>('select area from alarm where device = $1', [ids[1]]);
    expect(alarm?.area).toBe(GRIDS[1]);
    const [told] = await sql<{ areas: string[] }>('select areas from placing_run where id = $1', [run?.run]);
    expect(told?.areas).toEqual(GRIDS);
    expect((await listMatchings(app.ctx, staffAt('610402', 'manager')))[0]).toMatchObject({
      areas: 3,
      looked: 5,
      moves: [
        { from: GRIDS[1], fromName: '甲社区第二网格', to: GRIDS[0], toName: '甲社区第一网格', devices: 3 },
        { from: GRIDS[2], to: GRIDS[1], devices: 1 },
      ],
    });
    expect((await listMatchings(app.ctx, staffAt('610402001002', 'manager')))[0]?.moves).toEqual([]);
  });

  it('after grids were redrawn gives what matching from nothing gives, and again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fact, { minLength: 4, maxLength: 10 }),
        cut,
        cut,
        fc.integer({ min: 1, max: 4 }),
        async (facts, first, then, batch) => {
          await draw(first);
          const old = await add(facts);
          await matchFleet(app.ctx, { always: true, batch });
          await draw(then);
          const again = await matchFleet(app.ctx, { always: true, batch });
          const fresh = await add(facts);
          await matchFleet(app.ctx, { always: true, batch });
          expect(await placesOf(old)).toEqual(await placesOf(fresh));
          const idle = await matchFleet(app.ctx, { always: true, batch });
          expect(idle?.moved).toBe(0);
          const [told] = await sql<{ n: number }>('select count(*)::int as n from placing_move where run = $1', [
            again?.run,
          ]);
          expect(told?.n).toBe(again?.moved);
          await sql('update device set admin = $1', ['retired']);
        },
      ),
      { numRuns: 12 },
    );
  });
});
