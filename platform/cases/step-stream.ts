import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { caseNumber } from './case-number.ts';
import { type NewsStep, readHorizon, readNews, readSince } from './read-news.ts';

type Listener = { actor: Actor; reply: FastifyReply };

export type StepStream = {
  attach(actor: Actor, reply: FastifyReply, lastEventId: number | undefined): Promise<void>;
  close(): void;
};

const POLL_MS = 300;
const BEAT_MS = 20_000;

/**
 * Live views follow the steps themselves: one poll a server for all listeners, none while nobody listens; a listener
 * that comes back is first told what it missed. Who might care is judged in memory, who may know is decided by the
 * database under the listener's own role, as for every other read.
 */
export function createStepStream(ctx: Context): StepStream {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let horizon = '0';
  let beatAt = Date.now();

  const poll = async (): Promise<void> => {
    try {
      const news = await readNews(ctx.pool, horizon);
      horizon = news.horizon;
      await Promise.all(
        [...listeners].map((listener) =>
          tell(
            ctx,
            listener,
            news.steps.filter((step) => mayCare(listener.actor, step)),
          ),
        ),
      );
      if (Date.now() - beatAt > BEAT_MS) {
        beatAt = Date.now();
        for (const { reply } of listeners) reply.raw.write(': beat\n\n');
      }
    } catch (error) {
      ctx.log.warn({ err: error }, 'the live view could not be read');
    }
    timer = listeners.size ? setTimeout(poll, POLL_MS) : undefined;
  };

  return {
    async attach(actor, reply, lastEventId) {
      const missed = lastEventId === undefined ? [] : await readSince(ctx.pool, lastEventId);
      if (listeners.size === 0) horizon = await readHorizon(ctx.pool);
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      });
      reply.raw.write('retry: 2000\n\n');
      const listener = { actor, reply };
      listeners.add(listener);
      reply.raw.on('close', () => listeners.delete(listener));
      await tell(ctx, listener, missed);
      timer ??= setTimeout(poll, 0);
    },
    close() {
      clearTimeout(timer);
      for (const { reply } of listeners) reply.raw.end();
      listeners.clear();
    },
  };
}

/** A wide guess that never leaves out anybody the database would let see the case. */
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
    step.parties.includes(post.organisation)
  );
}

async function tell(ctx: Context, { actor, reply }: Listener, steps: readonly NewsStep[]): Promise<void> {
  if (steps.length === 0) return;
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ id: number }>('select id from cases where id = any($1)', [
      [...new Set(steps.map((step) => step.case_id))],
    ]),
  );
  const seen = new Set(rows.map((row) => row.id));
  const post = actor.kind === 'staff' ? actor.post.id : undefined;
  for (const step of steps) {
    if (!seen.has(step.case_id)) continue;
    const data = {
      number: caseNumber(step.case_id, step.opened_at),
      act: step.act,
      state: step.to_state,
      seq: step.seq,
      area: step.area,
      owner: step.owner_post,
      unit: step.unit,
      at: step.at.toISOString(),
      mine: post !== undefined && step.owner_post === post,
    };
    reply.raw.write(`id: ${step.id}\nevent: step\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
