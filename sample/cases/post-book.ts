import type { PostCache, PostEntry } from '../../platform/access/post-cache.ts';

/** Posts of the district, in memory for the length of a load. */
export type PostBook = {
  /** For the rules of the cases room, which ask a cache. */
  cache: PostCache;
  department(code: string): PostEntry | undefined;
  teams(organisation: number): readonly PostEntry[];
  at(area: string, role: PostEntry['role']): PostEntry | undefined;
  get(id: number): PostEntry;
  departments: readonly PostEntry[];
};

/** @param cache asked once; a change of posts during the load is not seen */
export async function openPostBook(cache: PostCache): Promise<PostBook> {
  const all = await cache.all();
  const byId = new Map(all.map((post) => [post.id, post]));
  const byArea = Map.groupBy(all, (post) => post.area);
  const byOrganisation = Map.groupBy(all, (post) => post.organisation);
  const departments = all.filter((post) => post.role === 'department_desk');
  const desks = new Map(departments.map((post) => [post.organisationCode, post]));
  return {
    cache: {
      get: async (id) => byId.get(id),
      ofAccount: async (account) => all.filter((post) => post.holders.includes(account)),
      ofArea: async (area) => byArea.get(area) ?? [],
      all: async () => all,
      // rosters of the past are not kept: whoever holds a post was there
      onDuty: (post) => post.holders,
      unitName: cache.unitName,
      invalidate: () => undefined,
    },
    department: (code) => desks.get(code),
    teams: (organisation) =>
      (byOrganisation.get(organisation) ?? []).filter((post) => post.role === 'department_worker'),
    at: (area, role) => byArea.get(area)?.find((post) => post.role === role),
    get(id) {
      const post = byId.get(id);
      if (!post) throw new Error(`there is no post ${id}`);
      return post;
    },
    departments,
  };
}
