import type pg from 'pg';
import type { PostEntry } from '../../access/post-cache.ts';
import type { Context } from '../../http/context.ts';
import type { CallRole } from '../profiles/profile-types.ts';

/** Why nobody answers for a role: the place has no such post, nobody holds it, or nobody asked to be its contact. */
export type Unmanned = { role: CallRole; why: 'no_post' | 'no_holder' | 'no_contact' };

/** An area's post that answers for a role, by the length of the area's code. */
const LENGTH: Partial<Record<CallRole, number>> = {
  grid_worker: 15,
  duty_officer: 12,
  street_desk: 9,
  district_desk: 6,
};

/**
 * Who answers for a role at a device's place: on duty, or every holder where no roster says who.
 * @returns their accounts, or why there are none
 */
export async function findCalled(
  ctx: Context,
  client: Pick<pg.PoolClient, 'query'>,
  at: { device: number; area: string },
  role: CallRole,
): Promise<string[] | Unmanned> {
  if (role === 'household' || role === 'building_head') {
    const { rows } = await client.query<{ account: string }>(
      `select c.account from device_contact c join account a on a.id = c.account
       where c.device = $1 and c.role = $2 and c.confirmed_at is not null and a.closed_at is null order by c.account`,
      [at.device, role],
    );
    return rows.length > 0 ? rows.map((row) => row.account) : { role, why: 'no_contact' };
  }
  const { posts } = ctx.caches;
  const here = (await posts.ofArea(at.area.slice(0, LENGTH[role]))).filter((post) => post.role === role);
  if (here.length === 0) return { role, why: 'no_post' };
  const manning = (post: PostEntry) => {
    const onDuty = posts.onDuty(post);
    return onDuty.length > 0 ? onDuty : post.holders;
  };
  const accounts = here.flatMap(manning);
  return accounts.length > 0 ? accounts : { role, why: 'no_holder' };
}
