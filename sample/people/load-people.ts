import type pg from 'pg';
import type { DeclaredCatalogue } from '../../platform/catalogue/read-catalogue.ts';
import type { Random } from '../random.ts';
import type { AreaName } from '../read-area-names.ts';
import { makeName } from './make-names.ts';
import { planOrganisations, planPosts } from './plan-posts.ts';

const DAY = 86_400_000;
/** Rosters reach from yesterday this far ahead; afterwards a post's holders count as on duty. */
const ROSTER_DAYS = 92;

/**
 * Writes organisations, posts, the people who hold them, and their rosters. Sign-in users are made when a sample
 * person first signs in.
 * @param client inside a transaction, as the owner
 */
export async function loadPeople(
  client: pg.PoolClient | pg.Client,
  areas: readonly AreaName[],
  grids: readonly { code: string; name: string }[],
  catalogue: DeclaredCatalogue,
  random: Random,
  now: Date,
): Promise<void> {
  const organisations = planOrganisations(areas, catalogue.departments);
  await client.query(
    `insert into organisation (code, name, name_en, kind, area)
     select code, name, "nameEn", kind, area from jsonb_to_recordset($1) as o(code text, name text, "nameEn" text, kind text, area text)`,
    [JSON.stringify(organisations)],
  );
  await client.query(
    'update organisation set parent = p.id from jsonb_to_recordset($1) as o(code text, parent text) join organisation p on p.code = o.parent where organisation.code = o.code',
    [JSON.stringify(organisations)],
  );

  const posts = planPosts(areas, grids, catalogue.departments);
  const since = new Date(now.getTime() - 800 * DAY);
  const people = posts.flatMap((post) =>
    Array.from({ length: post.holders }, (_, i) => ({
      account: (post.holders > 1 ? `${post.key}-${i + 1}` : post.key).replaceAll('-', '_'),
      name: makeName(random),
      post: post.key,
      turn: i,
      turns: post.holders,
    })),
  );
  await client.query(
    `insert into account (id, kind, name, created_at) select account, 'staff', name, $2 from jsonb_to_recordset($1) as p(account text, name text)`,
    [JSON.stringify(people), since],
  );
  const { rows: ids } = await client.query<{ key: string; id: number }>(
    `with planned as (select *, row_number() over () as n from jsonb_to_recordset($1) as p(key text, area text, role text, organisation text, name text)),
       made as (insert into post (area, role, organisation, name) select p.area, p.role, o.id, p.name from planned p join organisation o on o.code = p.organisation order by p.n returning id, area, role, organisation, name)
     select p.key, m.id from planned p join organisation o on o.code = p.organisation join made m on m.area = p.area and m.role = p.role and m.organisation = o.id and m.name = p.name`,
    [JSON.stringify(posts)],
  );
  const idOf = new Map(ids.map(({ key, id }) => [key, id]));
  const held = people.map(({ account, post }) => ({ account, post: idOf.get(post) }));
  await client.query(
    'insert into post_holder (post, account, since) select post, account, $2 from jsonb_to_recordset($1) as h(post int, account text)',
    [JSON.stringify(held), since],
  );
  const duty = people.flatMap(({ account, post, turn, turns }) =>
    rosterOf(turn, turns, now).map(({ starts, ends }) => ({ post: idOf.get(post), account, starts, ends })),
  );
  await client.query(
    'insert into duty (post, account, starts, ends) select post, account, starts, ends from jsonb_to_recordset($1) as d(post int, account text, starts timestamptz, ends timestamptz)',
    [JSON.stringify(duty)],
  );
}

/** Alone: on duty throughout. Several: week about, so that at every moment somebody is. */
function rosterOf(turn: number, turns: number, now: Date): { starts: Date; ends: Date }[] {
  const first = Math.floor((now.getTime() - DAY) / DAY) * DAY;
  if (turns === 1) return [{ starts: new Date(first), ends: new Date(first + ROSTER_DAYS * DAY) }];
  const weeks = [];
  for (let week = 0; week * 7 < ROSTER_DAYS; week++)
    if (week % turns === turn)
      weeks.push({ starts: new Date(first + week * 7 * DAY), ends: new Date(first + (week + 1) * 7 * DAY) });
  return weeks;
}
