import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { hashKeySecret } from '../access/find-actor.ts';
import type { Context } from '../http/context.ts';
import { staffAt } from '../testing/with-app.ts';

/** Keys of the planted district as they are sent. */
export const DISTRICT_KEY = 'kd.secret-of-the-district';
export const STREET_KEY = 'ks.secret-of-the-street';
export const POWERLESS_KEY = 'kp.secret-without-power';

export const STREET_DESK: Actor = staffAt('610402001', 'street_desk', {
  account: 's1',
  id: 2,
  organisation: 2,
  organisationKind: 'street',
});
export const NEIGHBOUR_DESK: Actor = staffAt('610402002', 'street_desk', {
  account: 's2',
  id: 3,
  organisation: 3,
  organisationKind: 'street',
});

/** A point in each of the two communities. */
export const WEST = { lon: 108.65, lat: 34.33 };
export const EAST = { lon: 108.75, lat: 34.33 };

const square = (west: number, east: number) =>
  JSON.stringify({
    type: 'Polygon',
    coordinates: [
      [
        [west, 34.25],
        [east, 34.25],
        [east, 34.45],
        [west, 34.45],
        [west, 34.25],
      ],
    ],
  });

/** A district of two streets with one community and one grid each, desks everywhere, and three API keys. */
export async function plantDistrict(owner: pg.Pool): Promise<void> {
  await owner.query(`
    insert into area (code, parent, name) values ('610402', null, '秦都区'), ('610402001', '610402', '人民路街道'), ('610402002', '610402', '西兰路街道'),
      ('610402001001', '610402001', '乐育社区'), ('610402002012', '610402002', '芙蓉社区'),
      ('610402001001001', '610402001001', '第一网格'), ('610402002012001', '610402002012', '第一网格');
    insert into organisation (id, code, name, kind, area) values (1, 'district', '区政府', 'district', '610402'), (2, 'street-1', '人民路街道办', 'street', '610402001'), (3, 'street-2', '西兰路街道办', 'street', '610402002');
    insert into account (id, kind, name) values ('d1', 'staff', '甲'), ('s1', 'staff', '乙'), ('s2', 'staff', '丙'), ('g1', 'staff', '丁'), ('g2', 'staff', '戊'), ('key-kd', 'key', null), ('key-ks', 'key', null), ('key-kp', 'key', null);
    insert into post (id, area, role, organisation, name) values (1, '610402', 'district_desk', 1, '区受理岗'), (2, '610402001', 'street_desk', 2, '街道受理岗'), (3, '610402002', 'street_desk', 3, '街道受理岗'),
      (4, '610402001001001', 'grid_worker', 2, '网格员'), (5, '610402002012001', 'grid_worker', 3, '网格员');
    insert into post_holder (post, account) values (1, 'd1'), (2, 's1'), (3, 's2'), (4, 'g1'), (5, 'g2')`);
  for (const [code, west, east] of [
    ['610402', 108.6, 108.8],
    ['610402001', 108.6, 108.7],
    ['610402002', 108.7, 108.8],
    ['610402001001', 108.6, 108.7],
    ['610402002012', 108.7, 108.8],
    ['610402001001001', 108.6, 108.7],
    ['610402002012001', 108.7, 108.8],
  ] as const)
    await owner.query(`insert into area_geometry (code, valid_from, shape) values ($1, '2020-01-01', $2)`, [
      code,
      square(west, east),
    ]);
  for (const [key, area, acts] of [
    [DISTRICT_KEY, '610402', ['open311.report']],
    [STREET_KEY, '610402001', ['open311.report']],
    [POWERLESS_KEY, '610402', ['case.read']],
  ] as const) {
    const [id, secret] = key.split('.') as [string, string];
    await owner.query(
      `insert into api_key (id, hash, name, account, area, acts, created_by) values ($1, $2, $1, $3, $4, $5, 'd1')`,
      [id, hashKeySecret(secret), `key-${id}`, area, acts],
    );
  }
}

export type Job = { task: string; payload: Record<string, unknown> };

/** A queue that only remembers, in `jobs`, and a file store in memory: tests run the jobs themselves. */
export function stubWorld(ctx: Context, jobs: Job[]): void {
  ctx.jobs = { add: async (task, payload) => void jobs.push({ task, payload }), close: async () => undefined };
  const kept = new Map<string, Buffer>();
  ctx.files = { put: async (name, content) => void kept.set(name, content), get: async (name) => kept.get(name) };
}
