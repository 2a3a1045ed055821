import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { type PushAnswer, type PushSend, publicPushKey } from './push-send.ts';

type Claimed = {
  id: number;
  subscription: number;
  topic: string;
  payload: object;
  urgency: 'normal' | 'high';
  expires_at: Date;
  version: number;
  tries: number;
  endpoint: string | null;
  p256dh: string;
  auth: string;
};

const BATCH = 32;
/** Longer than a push service may take to answer. Who dies meanwhile has its notes sent again after that. */
const LEASE_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Sends what waits in the outbox, calls first. What a push service took is noted; what it could not take now is tried
 * again, later and later; a phone that is gone is forgotten. Notes are claimed for a while before they are sent, so
 * that many servers share them and none is lost with one: it may be told twice then, under the same tag.
 * @param now for tests; the real time otherwise
 * @returns how many notes were tried
 */
export async function sendPushes(ctx: Context, send: PushSend, now = new Date()): Promise<number> {
  const notes = await claim(ctx, now);
  const details = {
    subject: ctx.config.push.contact,
    publicKey: publicPushKey(ctx.config.secrets.pushKey),
    privateKey: ctx.config.secrets.pushKey,
  };
  await Promise.all(
    notes.map(async (note) => {
      if (note.endpoint === null) return settle(ctx, note, { status: 410 }, now);
      const answer = await send(
        { endpoint: note.endpoint, keys: { p256dh: note.p256dh, auth: note.auth } },
        JSON.stringify(note.payload),
        {
          TTL: Math.max(1, Math.round((note.expires_at.getTime() - now.getTime()) / 1000)),
          urgency: note.urgency,
          topic: note.topic,
          vapidDetails: details,
        },
      );
      return settle(ctx, note, answer, now);
    }),
  );
  return notes.length;
}

async function claim(ctx: Context, now: Date): Promise<Claimed[]> {
  return withSystem(ctx.pool, async (_db, client) => {
    await client.query(
      `update push_note set failed = 'expired', next_at = null where next_at <= $1 and expires_at <= $1`,
      [now],
    );
    const { rows } = await client.query<Claimed>(
      `with due as (select id from push_note where next_at <= $1 order by urgency, next_at limit ${BATCH} for update skip locked)
       update push_note n set tries = n.tries + 1, next_at = $2 from due left join push_note o on o.id = due.id
         left join push_subscription s on s.id = o.subscription
       where n.id = due.id returning n.id, n.subscription, n.topic, n.payload, n.urgency, n.expires_at, n.version, n.tries,
         s.endpoint, s.p256dh, s.auth`,
      [now, new Date(now.getTime() + LEASE_MS)],
    );
    return rows;
  });
}

async function settle(ctx: Context, note: Claimed, answer: PushAnswer, now: Date): Promise<void> {
  const status = answer?.status ?? 0;
  await withSystem(ctx.pool, async (_db, client) => {
    // a later note on the topic took this one's place while it was on its way: that one is to be sent yet
    const end = (failed: string | null) =>
      client.query(
        `update push_note set failed = case when version = $2 then $3 end, next_at = case when version <> $2 then next_at end where id = $1`,
        [note.id, note.version, failed],
      );
    if (status >= 200 && status < 300) {
      await client.query('update push_note set sent_at = coalesce(sent_at, $2) where id = $1', [note.id, now]);
      await client.query('update push_subscription set sent_at = $2 where id = $1', [note.subscription, now]);
      await end(null);
    } else if (status === 404 || status === 410) {
      await client.query('delete from push_subscription where id = $1', [note.subscription]);
      await client.query(
        `update push_note set failed = 'gone', next_at = null where subscription = $1 and next_at is not null`,
        [note.subscription],
      );
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      await end('refused');
    } else {
      const wait = Math.max(Number(answer?.retryAfter) * 1000 || 0, 1000 * 2 ** note.tries);
      await client.query('update push_note set next_at = $3 where id = $1 and version = $2', [
        note.id,
        note.version,
        new Date(now.getTime() + Math.min(wait, LONGEST_WAIT_MS)),
      ]);
    }
  });
}
