import type { Actor, Role } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';

type PostRow = { id: number; area: string; role: Role; organisation: number; name: string };

const POSTS: PostRow[] = [
  { id: 1, area: '610402001001001', role: 'grid_worker', organisation: 3, name: '第一网格网格员' },
  { id: 2, area: '610402001001', role: 'duty_officer', organisation: 3, name: '甲社区值班' },
  { id: 3, area: '610402001', role: 'street_desk', organisation: 2, name: '人民路街道' },
  { id: 4, area: '610402', role: 'district_desk', organisation: 1, name: '区指挥中心' },
  { id: 5, area: '610402', role: 'department_desk', organisation: 4, name: '住建局' },
  { id: 6, area: '610402001002', role: 'duty_officer', organisation: 5, name: '乙社区值班' },
  { id: 7, area: '610402', role: 'department_desk', organisation: 6, name: '水利局' },
];

/** One street with two communities, one grid, two departments, and somebody at each post (account `p<post>`). */
export async function fillSmallDistrict(ctx: Context): Promise<void> {
  await withSystem(ctx.pool, async (db) => {
    const area = (code: string, name: string) => ({ code, name, parent: code.length > 6 ? code.slice(0, -3) : null });
    for (const row of [
      area('610402', '秦都区'),
      area('610402001', '人民路街道'),
      area('610402001001', '甲社区'),
      area('610402001001001', '第一网格'),
      area('610402001002', '乙社区'),
    ])
      await db.insertInto('area').values(row).execute();
    const units = [
      { id: 1, code: 'district', name: '区政府', kind: 'district', area: '610402' },
      { id: 2, code: 'street-610402001', name: '街道办', kind: 'street', area: '610402001' },
      { id: 3, code: 'community-a', name: '甲社区居委会', kind: 'community', area: '610402001001' },
      { id: 4, code: 'housing', name: '住建局', kind: 'department', area: '610402' },
      { id: 5, code: 'community-b', name: '乙社区居委会', kind: 'community', area: '610402001002' },
      { id: 6, code: 'water', name: '水利局', kind: 'department', area: '610402' },
    ];
    await db.insertInto('organisation').values(units).execute();
    await db
      .insertInto('account')
      .values([
        ...POSTS.map((post) => ({ id: `p${post.id}`, kind: 'staff', name: `员工${post.id}` })),
        { id: 'r1', kind: 'resident' },
        { id: 'r2', kind: 'resident' },
      ])
      .execute();
    await db.insertInto('post').values(POSTS).execute();
    await db
      .insertInto('post_holder')
      .values(POSTS.map((post) => ({ post: post.id, account: `p${post.id}`, since: new Date('2020-01-01') })))
      .execute();
  });
  ctx.caches.posts.invalidate();
  ctx.caches.areas.invalidate();
}

/** The holder of a post of the small district. */
export async function atPost(ctx: Context, id: number): Promise<Actor> {
  const post = await ctx.caches.posts.get(id);
  if (!post) throw new Error(`there is no post ${id}`);
  return { kind: 'staff', account: `p${id}`, name: `员工${id}`, post };
}

export const resident = (account: string): Actor => ({ kind: 'resident', account });
