import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { withActor, withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { caseNumber } from './case-number.ts';

type Client = { actor: Actor; reply: FastifyReply; last: number };
type StepRow = { id: number; case_id: number; act: string; to_state: string; seq: number; at: Date; opened_at: Date; area: string; owner_post: number | null; unit: number | null };

export type StepStream = { attach(actor: Actor, reply: FastifyReply, lastEventId: number | undefined): Promise<void>; close(): void };

const POLL_MS = 300;
const BEAT_MS = 20_000;
const MOST_BEHIND = 500;

/**
 * Live views follow the steps themselves: one poll a server for all listeners, none while nobody listens, and a
 * listener that comes back goes on after the last step it saw. Each listener is told only of cases that its own
 * role can see: the database decides, as for every other read.
 */
export function createStepStream(ctx: Context): StepStream {
  const clients = new Set<Client>();
  let timer: NodeJS.Timeout | undefined;
  let head = 0;
  let beatAt = Date.now();

  const readHead = () => withSystem(ctx.pool, async (_db, client) => (await client.query<{ id: number }>(`select coalesce(max(id), 0) as id from step`)).rows[0]?.id ?? 0);

  const poll = async (): Promise<void> => {
    try {
      const low = Math.min(head, ...[...clients].map((c) => c.last));
      // a step whose transaction is still open would be passed over for good: stop before it
      const ids = await withSystem(ctx.pool, async (_db, client) => (await client.query<{ id: number }>(`select id from step where id > $1 and xid < pg_snapshot_xmin(pg_current_snapshot()) order by id limit ${MOST_BEHIND}`, [low])).rows.map((r) => r.id));
      const last = ids.at(-1);
      if (last !== undefined) {
        await Promise.all([...clients].map((client) => tell(ctx, client, ids.filter((id) => id > client.last))));
        head = Math.max(head, last);
      }
      if (Date.now() - beatAt > BEAT_MS) {
        beatAt = Date.now();
        for (const client of clients) client.reply.raw.write(': beat\n\n');
      }
    } catch (error) {
      ctx.log.warn({ error }, 'live view poll failed');
    }
    timer = clients.size ? setTimeout(poll, POLL_MS) : undefined;
  };

  return {
    async attach(actor, reply, lastEventId) {
      if (clients.size === 0) head = await readHead();
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' });
      reply.raw.write('retry: 2000\n\n');
      const client: Client = { actor, reply, last: lastEventId === undefined ? head : Math.max(lastEventId, head - MOST_BEHIND) };
      clients.add(client);
      reply.raw.on('close', () => clients.delete(client));
      timer ??= setTimeout(poll, 0);
    },
    close() {
      clearTimeout(timer);
      for (const client of clients) client.reply.raw.end();
      clients.clear();
    },
  };
}

async function tell(ctx: Context, client: Client, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await withActor(
    ctx.pool,
    client.actor,
    async (_db, db) =>
      (
        await db.query<StepRow>(
          `select s.id, s.case_id, s.act, s.to_state, s.seq, s.at, c.opened_at, c.area, c.owner_post, c.unit from step s join cases c on c.id = s.case_id where s.id = any($1) order by s.id`,
          [ids],
        )
      ).rows,
  );
  const post = client.actor.kind === 'staff' ? client.actor.post.id : undefined;
  for (const row of rows) {
    const data = { number: caseNumber(row.case_id, row.opened_at), act: row.act, state: row.to_state, seq: row.seq, area: row.area, owner: row.owner_post, unit: row.unit, at: row.at.toISOString(), mine: post !== undefined && row.owner_post === post };
    client.reply.raw.write(`id: ${row.id}\nevent: step\ndata: ${JSON.stringify(data)}\n\n`);
  }
  client.last = ids.at(-1) as number;
}
