import type { Act, State } from '@gewu/procedures/types';
import type { Actor } from '../access/actor.ts';
import type { PostEntry } from '../access/post-cache.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import type { CaseRecord } from './case-record.ts';
import { nearestDesk, routeReport, routeVerifier } from './route-case.ts';

export type Holder = { post: number | null; unit?: number } | undefined;

/**
 * Looks up who holds the case after an act, from what the loop says it `gives`.
 * @returns undefined where the holder stays as it is
 * @throws Problem 422 when the named post does not exist or nobody could be found
 */
export async function findHolder(
  ctx: Context,
  act: Act,
  to: State,
  row: CaseRecord,
  actor: Actor,
  target: number | undefined,
): Promise<Holder> {
  const { posts } = ctx.caches;
  // the handling unit changes where work is handed over, not where a report is only looked at
  const handsOver = act.to === 'handling' || (act.effects?.includes('dispatch') ?? false);
  const unitOf = (post: { organisation: number }) => (handsOver ? { unit: post.organisation } : {});
  const gives = act.gives ?? (to.turn === 'verifier' && act.to ? 'verifier' : 'keep');
  switch (gives) {
    case 'target': {
      if (target === undefined) {
        // an optional target not named: the doer takes it
        return actor.kind === 'staff' ? { post: actor.post.id, ...unitOf(actor.post) } : undefined;
      }
      const post = await posts.get(target);
      if (!post)
        throw new Problem(422, 'target.unknown', {
          zh: '所选岗位不存在或已停用。',
          en: 'The chosen post does not exist or is closed.',
        });
      return { post: post.id, ...unitOf(post) };
    }
    case 'actor':
      return actor.kind === 'staff' ? { post: actor.post.id, ...unitOf(actor.post) } : undefined;
    case 'desk':
      return named(await nearestDesk(posts, row.area));
    case 'above':
      return named(await deskAbove(ctx, row));
    case 'handler':
      return row.handler_post !== null ? { post: row.handler_post } : undefined;
    case 'verifier': {
      // where this very act finishes the work, its doer is the handler
      const finishing = act.effects?.includes('finish') && actor.kind === 'staff';
      const handler = finishing
        ? { post: actor.post.id, account: actor.account }
        : { post: row.handler_post, account: row.handler_account };
      const verifier = named(await routeVerifier(posts, row.area, handler));
      return finishing && actor.kind === 'staff'
        ? { post: verifier?.post ?? null, unit: actor.post.organisation }
        : verifier;
    }
    case 'router':
      return named((await routeReport(ctx, { area: row.area })).post);
    case 'nobody':
      return { post: null };
    default:
      return undefined;
  }
}

function named(post: PostEntry | undefined): Holder {
  if (!post)
    throw new Problem(422, 'holder.none', {
      zh: '没有可以接手的岗位，请联系管理员。',
      en: 'No post can take this over. Please tell the manager.',
    });
  return { post: post.id };
}

async function deskAbove(ctx: Context, row: CaseRecord): Promise<PostEntry | undefined> {
  const owner = row.owner_post === null ? undefined : await ctx.caches.posts.get(row.owner_post);
  const from = owner && owner.organisationKind !== 'department' ? owner.area : row.area;
  return nearestDesk(ctx.caches.posts, from.length > 6 ? from.slice(0, -3) : from);
}
