import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { type Db, withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';

const Role = Type.Union([Type.Literal('household'), Type.Literal('building_head')]);
export const NewContact = Type.Object(
  {
    phone: Type.String({ pattern: '^1[3-9]\\d{9}$', description: 'of a resident who has signed in once' }),
    role: Role,
  },
  { additionalProperties: false },
);
export type NewContact = Static<typeof NewContact>;
export const Contact = Type.Object({
  account: Type.String(),
  role: Type.String(),
  phone: Type.String({ description: 'masked' }),
  addedAt: Type.String({ format: 'date-time' }),
  confirmed: Type.Boolean({ description: 'said yes; nobody is called before' }),
});
export type Contact = Static<typeof Contact>;

/**
 * Who outside the staff is called when life is in danger.
 * @throws Problem 404 out of sight
 */
export async function listContacts(ctx: Context, actor: Actor, device: number): Promise<Contact[]> {
  await areaOfSeen(ctx, actor, device);
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<{ account: string; role: string; sealed: Buffer | null; addedAt: Date; confirmed: boolean }>(
      `select c.account, c.role, a.sealed, c.added_at as "addedAt", c.confirmed_at is not null as confirmed from device_contact c join account a on a.id = c.account
       where c.device = $1 order by c.added_at, c.account`,
      [device],
    ),
  );
  return rows.map(({ sealed, addedAt, ...row }) => {
    const phone = sealed ? ctx.sealer.open(sealed).phone : '';
    return { ...row, phone: phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`, addedAt: addedAt.toISOString() };
  });
}

/**
 * Asks a resident to be called for a device; nobody is called who has not said yes. The same resident a second time
 * changes the role.
 * @throws Problem 404 out of sight; 422 where nobody has signed in with the phone
 */
export async function addContact(ctx: Context, actor: Actor, device: number, input: NewContact): Promise<string> {
  const area = await areaOfSeen(ctx, actor, device);
  return withSystem(ctx.pool, async (db, client) => {
    const { rows } = await client.query<{ account: string }>(
      `insert into device_contact (device, account, role, added_by)
       select $1, id, $3, $4 from account where phone_hash = $2 and kind = 'resident' and closed_at is null
       on conflict (device, account) do update set role = excluded.role returning account`,
      [device, ctx.sealer.phoneHash(input.phone), input.role, actor.account],
    );
    const account = rows[0]?.account;
    if (account === undefined)
      throw new Problem(422, 'contact.unknown', {
        zh: '还没有居民用这个手机号登录过，请先让本人登录一次。',
        en: 'No resident has signed in with this phone yet; ask them to sign in once.',
      });
    await note(db, actor, area, device, { what: 'contact added', contact: account, role: input.role });
    return account;
  });
}

/**
 * Ends it; calls that were made stay on record.
 * @throws Problem 404 out of sight, or where it is no contact
 */
export async function removeContact(ctx: Context, actor: Actor, device: number, account: string): Promise<void> {
  const area = await areaOfSeen(ctx, actor, device);
  await withSystem(ctx.pool, async (db, client) => {
    const { rowCount } = await client.query('delete from device_contact where device = $1 and account = $2', [
      device,
      account,
    ]);
    if (!rowCount) throw notFound({ zh: '联系人', en: 'The contact' });
    await note(db, actor, area, device, { what: 'contact removed', contact: account });
  });
}

async function areaOfSeen(ctx: Context, actor: Actor, device: number): Promise<string> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ area: string }>('select area from device where id = $1', [device]),
  );
  if (!rows[0]) throw notFound({ zh: '设备', en: 'The device' });
  return rows[0].area;
}

async function note(db: Db, actor: Actor, area: string, device: number, data: Record<string, unknown>): Promise<void> {
  await recordEvent(db, actor, { kind: 'change', area, subject: `device:${device}`, data });
}
