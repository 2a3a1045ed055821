import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { readHorizon } from '../db/read-fresh.ts';
import type { Context } from './context.ts';

export type NewsStream = {
  /** @param lastEventId what the listener saw last; it is first told what it missed since */
  attach(actor: Actor, reply: FastifyReply, lastEventId: number | undefined): Promise<void>;
  close(): void;
};

/** What is told, to whom, and how. */
export type News<T> = {
  /** Name of the event. */
  event: string;
  /** How often to look, ms, while somebody listens. */
  everyMs?: number;
  /** What became visible since a horizon, and the next horizon. */
  read(from: string): Promise<{ rows: T[]; horizon: string }>;
  /** The newest after an id, at most a page. */
  readSince(id: number): Promise<T[]>;
  /** A wide guess in memory that never leaves out anybody the database would let see it. */
  mayCare(actor: Actor, item: T): boolean;
  /** Those of the items that the actor may see: decided by the database under the actor's own role. */
  seen(actor: Actor, items: readonly T[]): Promise<readonly T[]>;
  say(actor: Actor, item: T): object;
};

type Listener = { actor: Actor; reply: FastifyReply };

const POLL_MS = 300;
const BEAT_MS = 20_000;

/**
 * Live views follow what is written: one poll a server for all listeners, none while nobody listens; a listener that
 * comes back is first told what it missed.
 */
export function createNewsStream<T extends { id: number }>(
  ctx: Pick<Context, 'pool' | 'log'>,
  news: News<T>,
): NewsStream {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let horizon = '0';
  let beatAt = Date.now();

  const poll = async (): Promise<void> => {
    try {
      const fresh = await news.read(horizon);
      horizon = fresh.horizon;
      await Promise.all([...listeners].map((listener) => tell(listener, fresh.rows)));
      if (Date.now() - beatAt > BEAT_MS) {
        beatAt = Date.now();
        for (const { reply } of listeners) reply.raw.write(': beat\n\n');
      }
    } catch (error) {
      ctx.log.warn({ err: error }, 'the live view could not be read');
    }
    timer = listeners.size ? setTimeout(poll, news.everyMs ?? POLL_MS) : undefined;
  };

  async function tell({ actor, reply }: Listener, items: readonly T[]): Promise<void> {
    const cared = items.filter((item) => news.mayCare(actor, item));
    if (cared.length === 0) return;
    for (const item of await news.seen(actor, cared))
      reply.raw.write(`id: ${item.id}\nevent: ${news.event}\ndata: ${JSON.stringify(news.say(actor, item))}\n\n`);
  }

  return {
    async attach(actor, reply, lastEventId) {
      const missed = lastEventId === undefined ? [] : await news.readSince(lastEventId);
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
      await tell(listener, missed);
      timer ??= setTimeout(poll, 0);
    },
    close() {
      clearTimeout(timer);
      for (const { reply } of listeners) reply.raw.end();
      listeners.clear();
    },
  };
}
