import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { keyedHash } from '../keyed-hash.ts';
import { subjectOf } from '../pages/find-entity.ts';

export type Claim = { name: string; citizen: string };

const TRIES = 5;

/**
 * Whether a resident is the person they say: name and citizen number fit one grown-up of the base, and the phone they
 * signed in with is among that person's phones. Then the account is joined to the person. Whatever does not fit, the
 * answer is the same, so that nobody learns from it who is in the base; five tries a day.
 * @returns whether the account is joined to a person now
 * @throws Problem 429 beyond the day's tries · 409 joined already
 */
export async function proveSelf(
  ctx: Context,
  actor: Actor,
  claim: Claim,
): Promise<{ verified: boolean; triesLeft: number }> {
  return withSystem(ctx.pool, async (db, client) => {
    const { rows } = await client.query<{ entity: number | null; sealed: Buffer | null }>(
      'select entity, sealed from account where id = $1 for update',
      [actor.account],
    );
    if (rows[0]?.entity) throw alreadyKnown();
    const triesLeft = await takeTry(client, actor.account);
    const person = await findClaimed(ctx, client, claim);
    const phone = rows[0]?.sealed ? ctx.sealer.open(rows[0].sealed).phone : '';
    const fits = person !== undefined && (await hasPhone(ctx, client, person.id, phone));
    if (!fits) return { verified: false, triesLeft };
    const joined = await client.query(
      `update account set entity = $2 where id = $1 and not exists (select from account o where o.entity = $2)`,
      [actor.account, person.id],
    );
    if (!joined.rowCount) return { verified: false, triesLeft };
    await recordEvent(db, actor, { kind: 'own-verified', area: person.area, subject: subjectOf(person.id) });
    return { verified: true, triesLeft };
  }).catch((error: { constraint?: string }) => {
    // two accounts at the same instant: the other was first
    if (error.constraint !== 'account_entity') throw error;
    return { verified: false, triesLeft: 0 };
  });
}

export function alreadyKnown(): Problem {
  return new Problem(409, 'own.known', { zh: '您已经核验过身份。', en: 'Your identity is confirmed already.' });
}

/** How many tries are left today, one taken. @throws Problem 429; the try that is refused costs nothing more */
async function takeTry(client: pg.PoolClient, account: string): Promise<number> {
  const { rows } = await client.query<{ tries: number }>(
    `insert into own_try (account, day, tries) values ($1, (now() at time zone 'Asia/Shanghai')::date, 1)
     on conflict (account, day) do update set tries = own_try.tries + 1 returning tries`,
    [account],
  );
  const tries = rows[0]?.tries ?? 1;
  if (tries > TRIES)
    throw new Problem(429, 'own.tries', {
      zh: '今天已试过 5 次，请明天再试，或到社区窗口核验。',
      en: 'Five tries today already. Try again tomorrow, or have it checked at the community desk.',
    });
  return TRIES - tries;
}

/** The grown-up whom name and citizen number name; undefined where there is none, or more than one. */
export async function findClaimed(
  ctx: Context,
  client: pg.PoolClient,
  claim: Claim,
): Promise<{ id: number; area: string } | undefined> {
  const checked = checkCitizenNumber(claim.citizen);
  const hash = keyedHash(ctx, 'citizen', checked.ok ? checked.value.number : '');
  const { rows } = await client.query<{ id: number; area: string; name: string | null }>(
    `select distinct e.id, e.area, e.fields->>'name' as name from entity_term t join entity e on e.id = t.entity
     where t.term = $1 and e.kind = 'person' and e.merged_into is null and not e.minor`,
    [`c:${hash}`],
  );
  const fitting = rows.filter((row) => bare(row.name ?? '') === bare(claim.name));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Spaces and dots between the parts of a name are written in many ways, or left out. */
const bare = (name: string) => name.normalize('NFKC').replace(/[\s·•・.]/g, '');

async function hasPhone(ctx: Context, client: pg.PoolClient, entity: number, phone: string): Promise<boolean> {
  const { rowCount } = await client.query('select from entity_term where term = $1 and entity = $2', [
    `t:${keyedHash(ctx, 'phone', phone)}`,
    entity,
  ]);
  return (rowCount ?? 0) > 0;
}
