import type { Actor } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { createNewsStream, type NewsStream } from '../http/news-stream.ts';
import { caseNumber } from './case-number.ts';
import { type NewsStep, readNews, readSince } from './read-news.ts';

/** The live view of the steps of cases. */
export function createStepStream(ctx: Context): NewsStream {
  return createNewsStream<NewsStep>(ctx, {
    event: 'step',
    read: (from) => readNews(ctx.pool, from),
    readSince: (id) => readSince(ctx.pool, id),
    mayCare,
    async seen(actor, steps) {
      const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
        client.query<{ id: number }>('select id from cases where id = any($1)', [
          [...new Set(steps.map((step) => step.case_id))],
        ]),
      );
      const cases = new Set(rows.map((row) => row.id));
      return steps.filter((step) => cases.has(step.case_id));
    },
    say: (actor, step) => ({
      number: caseNumber(step.case_id, step.opened_at),
      act: step.act,
      state: step.to_state,
      seq: step.seq,
      area: step.area,
      owner: step.owner_post,
      unit: step.unit,
      at: step.at.toISOString(),
      mine: actor.kind === 'staff' && step.owner_post === actor.post.id,
    }),
  });
}

function mayCare(actor: Actor, step: NewsStep): boolean {
  if (actor.kind === 'resident') return step.people.includes(actor.account);
  if (actor.kind === 'key') return step.area.startsWith(actor.area);
  if (actor.kind === 'system') return true;
  const { post } = actor;
  return (
    step.area.startsWith(post.area) ||
    step.owner_post === post.id ||
    step.helpers.includes(post.id) ||
    step.unit === post.organisation ||
    step.parties.includes(post.organisation) ||
    step.people.includes(actor.account)
  );
}
