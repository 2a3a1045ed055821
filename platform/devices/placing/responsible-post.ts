import type { PostEntry } from '../../access/post-cache.ts';
import { routeReport } from '../../cases/route-case.ts';
import type { Context } from '../../http/context.ts';

/**
 * The post that answers for a device: the one set by hand as long as it exists, else the post on duty where the device
 * lies, found as for a report from there. Asked each time, so that a new roster or a new post holds at once.
 */
export async function responsiblePost(
  ctx: Context,
  device: { area: string; post: number | null },
): Promise<{ post: PostEntry; byHand: boolean } | undefined> {
  const set = device.post === null ? undefined : await ctx.caches.posts.get(device.post);
  if (set) return { post: set, byHand: true };
  const { post } = await routeReport(ctx, { area: device.area });
  return post && { post, byHand: false };
}

/** Names of those who answer at a post now: on duty by its roster, else all its holders. */
export function namesAt(ctx: Context, post: PostEntry): string[] {
  const onDuty = ctx.caches.posts.onDuty(post);
  const names = post.holderNames.filter((_, i) => onDuty.includes(post.holders[i] as string));
  return names.length > 0 ? names : post.holderNames;
}
