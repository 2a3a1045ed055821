import { ECDH } from 'node:crypto';
import { type Static, Type } from 'typebox';
import type { Actor } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';

export const NewPhone = Type.Object(
  {
    endpoint: Type.String({ minLength: 10, maxLength: 1000, description: 'https address at a push service' }),
    keys: Type.Object(
      {
        p256dh: Type.String({ pattern: '^[\\w-]{87}=?$', description: 'public key of the browser, base64url' }),
        auth: Type.String({ pattern: '^[\\w-]{22}(==)?$', description: 'secret of the browser, base64url' }),
      },
      { additionalProperties: false },
    ),
    face: Type.Union([Type.Literal('field'), Type.Literal('resident'), Type.Literal('console')]),
    language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
  },
  { additionalProperties: false },
);
export type NewPhone = Static<typeof NewPhone>;

/** Phones and desks of one account; a further one takes the place of the oldest. */
const MOST = 8;

/**
 * Keeps a browser's subscription for the account that is signed in there now. A browser has one a face: who signs in
 * after somebody else takes it over, which needs the browser's own keys and not its address alone.
 * @throws Problem 409 where this server tells no phones, 422 where the address is no push service's or the key no point
 */
export async function keepPhone(
  ctx: Context,
  actor: Actor,
  { endpoint, keys, face, language }: NewPhone,
  isPushService: (endpoint: string) => boolean,
): Promise<number> {
  if (!ctx.config.push.on)
    throw new Problem(409, 'push.off', {
      zh: '本系统未开通消息推送，请保持页面打开。',
      en: 'This server sends nothing to phones; keep the page open.',
    });
  if (!isPushService(endpoint) || !isPoint(keys.p256dh))
    throw new Problem(422, 'push.endpoint', {
      zh: '这个浏览器的推送服务不在允许之列。',
      en: 'The push service of this browser is not one that may be used.',
    });
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ id: number }>(
      `insert into push_subscription as s (account, endpoint, p256dh, auth, face, language) values ($1, $2, $3, $4, $5, $6)
       on conflict (endpoint) do update set account = excluded.account, face = excluded.face, language = excluded.language
         where s.p256dh = excluded.p256dh and s.auth = excluded.auth returning id`,
      [actor.account, endpoint, keys.p256dh, keys.auth, face, language],
    );
    const id = rows[0]?.id;
    if (id === undefined)
      throw new Problem(409, 'push.taken', {
        zh: '这部手机已登记，密钥不符，请先关闭再打开提醒。',
        en: 'That phone is kept with other keys; switch notices off and on again.',
      });
    // what was meant for somebody else is not told to who holds the phone now
    await client.query('delete from push_note where subscription = $1 and account <> $2 and next_at is not null', [
      id,
      actor.account,
    ]);
    await client.query(
      `delete from push_subscription where id in
         (select id from push_subscription where account = $1 and id <> $2 order by made_at desc, id desc offset ${MOST - 1})`,
      [actor.account, id],
    );
    return id;
  });
}

/** Forgets a phone of one's own; where there is none, that is what was wanted. */
export async function forgetPhone(ctx: Context, actor: Actor, endpoint: string): Promise<void> {
  await withSystem(ctx.pool, (_db, client) =>
    client.query('delete from push_subscription where endpoint = $1 and account = $2', [endpoint, actor.account]),
  );
}

function isPoint(key: string): boolean {
  try {
    ECDH.convertKey(Buffer.from(key, 'base64url'), 'prime256v1');
    return true;
  } catch {
    return false;
  }
}
