import type pg from 'pg';
import type { Context } from '../../platform/http/context.ts';
import type { Random } from '../random.ts';
import { makeName } from './make-names.ts';

export type Resident = { account: string; name: string; phone: string; home: string; sealed: Buffer };

/** So many residents can sign in by phone code in the sample; the others only have reports to their name. */
const WITH_SIGN_IN = 60;

/**
 * Makes residents with sealed contacts. The numbers run on from 19000000001 and are nobody's as far as we know.
 * @param client inside a transaction, as the owner
 */
export async function loadResidents(
  client: pg.PoolClient | pg.Client,
  ctx: Context,
  communities: readonly string[],
  count: number,
  random: Random,
  now: Date,
): Promise<Resident[]> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*) as n from account where kind = 'resident' and id like 'resident\\_%'`,
  );
  const before = Number(rows[0]?.n ?? 0);
  const residents = Array.from({ length: count }, (_, i): Resident => {
    const number = before + i + 1;
    const [name, phone] = [makeName(random), `19${String(number).padStart(9, '0')}`];
    return {
      account: `resident_${number}`,
      name,
      phone,
      home: random.pick(communities),
      sealed: ctx.sealer.seal({ name, phone }),
    };
  });
  const rowsOf = residents.map(({ account, phone, home, sealed }) => ({
    account,
    home,
    sealed: hex(sealed),
    hash: hex(ctx.sealer.phoneHash(phone)),
  }));
  for (let start = 0; start < rowsOf.length; start += 2000)
    await client.query(
      `insert into account (id, kind, sealed, phone_hash, home_area, created_at)
       select account, 'resident', sealed, hash, home, $2 from jsonb_to_recordset($1) as r(account text, sealed bytea, hash bytea, home text)`,
      [JSON.stringify(rowsOf.slice(start, start + 2000)), new Date(now.getTime() - 800 * 86_400_000)],
    );
  return residents;
}

/** Makes the first residents known to the sign-in library by the hash of their phone, under the same id. */
export async function letResidentsIn(ctx: Context, residents: readonly Resident[]): Promise<void> {
  const { adapter } = await ctx.auth.$context;
  const now = new Date();
  for (const { account, phone } of residents.slice(0, WITH_SIGN_IN)) {
    const phoneNumber = ctx.sealer.phoneHash(phone).toString('hex');
    await adapter.create({
      model: 'user',
      forceAllowId: true,
      data: {
        id: account,
        name: 'resident',
        email: `${phoneNumber.slice(0, 32)}@phone.invalid`,
        emailVerified: false,
        phoneNumber,
        phoneNumberVerified: true,
        createdAt: now,
        updatedAt: now,
      },
    });
  }
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
