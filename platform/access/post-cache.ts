import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';
import type { Post, Role } from './actor.ts';

export type PostEntry = Post & {
  organisationCode: string;
  organisationName: string;
  holders: string[];
  holderNames: string[];
  duty: { account: string; starts: Date; ends: Date }[];
};

type Snapshot = {
  posts: Map<number, PostEntry>;
  byAccount: Map<string, PostEntry[]>;
  byArea: Map<string, PostEntry[]>;
  units: Map<number, string>;
};

export type PostCache = {
  get(id: number): Promise<PostEntry | undefined>;
  ofAccount(account: string): Promise<PostEntry[]>;
  /** Posts of exactly this area. */
  ofArea(area: string): Promise<PostEntry[]>;
  all(): Promise<PostEntry[]>;
  /** Name of an organisation that has a post. */
  unitName(organisation: number): Promise<string | undefined>;
  /** Account on duty at a post now: by the roster, else the holder alone if there is just one, else nobody named. */
  onDuty(post: PostEntry, at?: Date): string[];
  invalidate(): void;
};

const TTL_MS = 5_000;

/**
 * Posts, holders and rosters in memory: some thousand rows that every request needs. Another process's change is
 * seen within five seconds; a change of this process at once.
 */
export function createPostCache(pool: pg.Pool): PostCache {
  let snapshot: Promise<Snapshot> | undefined;
  let loadedAt = 0;
  const load = (): Promise<Snapshot> => {
    if (snapshot && Date.now() - loadedAt < TTL_MS) return snapshot;
    const before = snapshot;
    loadedAt = Date.now();
    const next = read(pool);
    snapshot = next;
    next.catch(() => {
      if (snapshot === next) snapshot = undefined;
    });
    // serve the last snapshot while the next loads: no request waits for a refresh
    return before ? before.catch(() => next) : next;
  };
  return {
    get: async (id) => (await load()).posts.get(id),
    ofAccount: async (account) => (await load()).byAccount.get(account) ?? [],
    ofArea: async (area) => (await load()).byArea.get(area) ?? [],
    unitName: async (organisation) => (await load()).units.get(organisation),
    all: async () => [...(await load()).posts.values()],
    onDuty(post, at = new Date()) {
      const rostered = post.duty.filter((duty) => duty.starts <= at && at < duty.ends).map((duty) => duty.account);
      return rostered.length || post.duty.length ? rostered : post.holders;
    },
    invalidate() {
      snapshot = undefined;
      loadedAt = 0;
    },
  };
}

async function read(pool: pg.Pool): Promise<Snapshot> {
  return withSystem(pool, async (_db, client) => {
    const { rows } = await client.query<
      Post & {
        organisationCode: string;
        organisationName: string;
        holders: { account: string; name: string }[] | null;
        duty: { account: string; starts: string; ends: string }[] | null;
      }
    >(`
      select p.id, p.area, p.role, p.organisation, o.kind as "organisationKind", p.name, o.code as "organisationCode", o.name as "organisationName",
        (select json_agg(json_build_object('account', h.account, 'name', a.name) order by h.since, h.account)
           from post_holder h join account a on a.id = h.account where h.post = p.id and h.until is null and a.closed_at is null) as holders,
        (select json_agg(json_build_object('account', d.account, 'starts', d.starts, 'ends', d.ends))
           from duty d where d.post = p.id and d.ends > now() - interval '1 day') as duty
      from post p join organisation o on o.id = p.organisation where p.closed_at is null order by p.id`);
    const posts = new Map<number, PostEntry>();
    const byAccount = new Map<string, PostEntry[]>();
    const byArea = new Map<string, PostEntry[]>();
    for (const row of rows) {
      const holders = row.holders ?? [];
      const duty = (row.duty ?? []).map((d) => ({
        account: d.account,
        starts: new Date(d.starts),
        ends: new Date(d.ends),
      }));
      const entry: PostEntry = {
        ...row,
        role: row.role as Role,
        holders: holders.map((h) => h.account),
        holderNames: holders.map((h) => h.name),
        duty,
      };
      posts.set(entry.id, entry);
      add(byArea, entry.area, entry);
      for (const account of entry.holders) add(byAccount, account, entry);
    }
    return { posts, byAccount, byArea, units: new Map(rows.map((row) => [row.organisation, row.organisationName])) };
  });
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
