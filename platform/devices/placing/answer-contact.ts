import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { tokenHash } from '../intake/device-book.ts';

/**
 * A resident says whether they will be called for a device. No ends it, also later.
 * @throws Problem 404 where nobody asked
 */
export async function answerContact(ctx: Context, actor: Actor, device: number, yes: boolean): Promise<void> {
  await withSystem(ctx.pool, async (db, client) => {
    const { rowCount } = await client.query(
      yes
        ? 'update device_contact set confirmed_at = coalesce(confirmed_at, now()) where device = $1 and account = $2'
        : 'delete from device_contact where device = $1 and account = $2',
      [device, actor.account],
    );
    if (!rowCount) throw notFound({ zh: '设备', en: 'The device' });
    const { rows } = await client.query<{ area: string }>('select area from device where id = $1', [device]);
    const data = { what: yes ? 'contact confirmed' : 'contact declined', contact: actor.account };
    await recordEvent(db, actor, { kind: 'change', area: rows[0]?.area ?? '', subject: `device:${device}`, data });
  });
}

type Offer = { secret: string; until: number; wrong?: number };
/** So many wrong secrets, and the device must offer itself anew. */
const MOST_WRONG = 5;

/**
 * A device that offers itself (ThingsBoard's claim) belongs to whoever knows its secret: they are called for it from
 * now on. The offer is used up.
 * @throws Problem 422 for any other code or secret, without saying which of them is wrong
 */
export async function claimOwn(ctx: Context, actor: Actor, code: string, secret: string): Promise<{ id: number }> {
  const id = await withSystem(ctx.pool, async (db, client) => {
    const { rows } = await client.query<{ id: number; area: string; value: Offer }>(
      `select d.id, d.area, a.value from device d join device_attribute a on a.device = d.id and a.scope = 'server' and a.key = 'claim'
       where d.code = $1 and d.admin = 'active' for update of a`,
      [code],
    );
    const offer = rows[0];
    if (!offer) return undefined;
    const { id, area, value } = offer;
    const open = value.secret !== '' && value.until > Date.now() && (value.wrong ?? 0) < MOST_WRONG;
    if (!open || !timingSafeEqual(tokenHash(secret), tokenHash(value.secret))) {
      await client.query(
        `update device_attribute set value = jsonb_set(value, '{wrong}', to_jsonb($2::int)) where device = $1 and scope = 'server' and key = 'claim'`,
        [id, (value.wrong ?? 0) + 1],
      );
      return undefined;
    }
    await client.query(`delete from device_attribute where device = $1 and scope = 'server' and key = 'claim'`, [id]);
    await client.query(
      `insert into device_contact (device, account, role, added_by, confirmed_at) values ($1, $2, 'household', $2, now())
       on conflict (device, account) do update set confirmed_at = coalesce(device_contact.confirmed_at, now())`,
      [id, actor.account],
    );
    const data = { what: 'claimed', contact: actor.account };
    await recordEvent(db, actor, { kind: 'change', area, subject: `device:${id}`, data });
    return id;
  });
  if (id === undefined)
    throw new Problem(422, 'device.claim', {
      zh: '编号或验证码不对，或设备没有开放认领。请先按设备说明书让它进入认领状态。',
      en: 'The code or the secret is wrong, or the device does not offer itself. Put it into claiming mode first.',
    });
  return { id };
}
