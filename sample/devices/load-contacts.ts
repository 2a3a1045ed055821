import type pg from 'pg';
import { copyRows } from '../cases/copy-rows.ts';
import type { Random } from '../random.ts';

type Resident = { account: string; home: string };
type Home = { id: number; area: string; alarmed: boolean };
type Called = { alarm: number; grid: string; device: number; heardAt: Date; seenAt: Date | null };
type Contacts = { household?: string; head?: string };

/** A home has so many devices that call, a building head so many to look after. */
const MOST = { household: 2, head: 6 };

/**
 * Gives what guards a home its people as far as the sample has residents who live near: a household, and the head of the
 * building, who are called with the staff when life is in danger. What has raised an alarm goes first. Then the calls of
 * the dangers that the sample has behind it, with when each phone showed them.
 * @param client the tables' owner, within a transaction; devices with their alarms and posts with their holders are there
 * @param residents accounts with the community they live in
 */
export async function loadContacts(
  client: pg.Client,
  residents: readonly Resident[],
  random: Random,
  now: Date,
): Promise<void> {
  const { rows: homes } = await client.query<Home>(
    `select d.id, d.area, exists (select from alarm a where a.device = d.id) as alarmed from device d
     where d.profile in ('smoke', 'gas', 'sos-button') order by alarmed desc, d.id`,
  );
  const people = peopleOf(homes, residents);
  const since = new Date(now.getTime() - 300 * 86_400_000);
  await copyRows(
    client,
    'device_contact',
    'device account role added_by added_at confirmed_at'.split(' '),
    [...people].flatMap(([id, { household, head }]) => [
      ...(household ? [[id, household, 'household', household, since, since]] : []),
      ...(head ? [[id, head, 'building_head', head, since, since]] : []),
    ]),
  );
  await writeCalls(client, people, random);
}

function peopleOf(homes: readonly Home[], residents: readonly Resident[]): Map<number, Contacts> {
  const near = Map.groupBy(residents, ({ home }) => home);
  const taken = { household: new Map<string, number>(), head: new Map<string, number>() };
  const take = (role: 'household' | 'head', { area, alarmed }: Home, not?: string) => {
    const free = ({ account }: Resident) => account !== not && (taken[role].get(account) ?? 0) < MOST[role];
    const found = near.get(area.slice(0, 12))?.find(free) ?? (alarmed ? residents.find(free) : undefined);
    if (found) taken[role].set(found.account, (taken[role].get(found.account) ?? 0) + 1);
    return found?.account;
  };
  return new Map(
    homes.map((home) => {
      const household = take('household', home);
      const head = take('head', home, household);
      return [home.id, { ...(household && { household }), ...(head && { head }) }];
    }),
  );
}

/** Who was called for the dangers of the last days: the first level of each profile, within seconds. */
async function writeCalls(client: pg.Client, people: ReadonlyMap<number, Contacts>, random: Random): Promise<void> {
  const { rows: alarms } = await client.query<Called>(
    `select a.id as alarm, a.area as grid, a.device, a.heard_at as "heardAt", a.acknowledged_at as "seenAt" from alarm a join device d on d.id = a.device
     where d.profile in ('smoke', 'gas', 'sos-button') and a.type in ('fire', 'gas', 'sos') order by a.id`,
  );
  const { rows: holders } = await client.query<{ area: string; role: string; account: string }>(
    `select p.area, p.role, min(h.account) as account from post p join post_holder h on h.post = p.id and h.until is null
     where p.role in ('grid_worker', 'duty_officer') group by p.area, p.role`,
  );
  const holderOf = new Map(holders.map(({ area, role, account }) => [`${role} ${area}`, account]));
  const calls = alarms.flatMap(({ alarm, grid, device, heardAt, seenAt }) => {
    const contact = people.get(device);
    const called = [
      ['grid_worker', holderOf.get(`grid_worker ${grid}`)],
      ['household', contact?.household],
      ['building_head', contact?.head],
      ['duty_officer', holderOf.get(`duty_officer ${grid.slice(0, 12)}`)],
    ] as const;
    const sent = new Date(heardAt.getTime() + random.int(150, 600));
    return called.flatMap(([role, account]) => {
      if (account === undefined) return [];
      const shown = random.chance(0.85) ? new Date(sent.getTime() + random.int(400, 9_000)) : null;
      const answered = role === 'grid_worker' ? seenAt : null;
      return [
        [alarm, account, role, 0, sent, answered && (shown === null || answered < shown) ? answered : shown, answered],
      ];
    });
  });
  await copyRows(client, 'alarm_call', 'alarm account role level sent_at shown_at acknowledged_at'.split(' '), calls);
}
