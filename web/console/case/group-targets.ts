/** A post as `GET /api/posts` lists it. */
export type TargetPost = {
  id: number;
  area: string;
  areaName: string;
  role: string;
  organisation: number;
  organisationName: string;
  name: string;
  holders: { account: string; name: string }[];
  onDuty: string[];
};
export type TargetGroup = { group: 'lead' | 'own' | 'near' | 'departments' | 'elsewhere'; posts: TargetPost[] };

/** Roles that never take a case over. */
const onlookers = new Set(['manager', 'auditor']);

/**
 * Sorts the posts that may get a case: first the department that leads the matter, then colleagues of one's own organisation, then those over the place of the
 * case, the nearest first; then the departments; then the rest. Vacant posts stand last in their group, because a case given to one lies idle.
 */
export function groupTargets(
  posts: readonly TargetPost[],
  caseArea: string,
  me: { post: number; organisation: number } | undefined,
  lead?: number,
): TargetGroup[] {
  const groups: Record<TargetGroup['group'], TargetPost[]> = {
    lead: [],
    own: [],
    near: [],
    departments: [],
    elsewhere: [],
  };
  for (const post of posts) {
    if (onlookers.has(post.role) || post.id === me?.post) continue;
    if (post.organisation === lead && post.role === 'department_desk') groups.lead.push(post);
    else if (post.organisation === me?.organisation) groups.own.push(post);
    else if (post.role.startsWith('department_')) groups.departments.push(post);
    else if (caseArea.startsWith(post.area)) groups.near.push(post);
    else groups.elsewhere.push(post);
  }
  const vacantLast = (a: TargetPost, b: TargetPost) => Number(a.holders.length === 0) - Number(b.holders.length === 0);
  groups.own.sort((a, b) => vacantLast(a, b) || b.area.length - a.area.length);
  groups.near.sort((a, b) => vacantLast(a, b) || b.area.length - a.area.length);
  groups.departments.sort(
    (a, b) => vacantLast(a, b) || a.organisation - b.organisation || a.role.localeCompare(b.role),
  );
  groups.elsewhere.sort((a, b) => vacantLast(a, b) || (a.area < b.area ? -1 : a.area > b.area ? 1 : 0));
  return (['lead', 'own', 'near', 'departments', 'elsewhere'] as const)
    .map((group) => ({ group, posts: groups[group] }))
    .filter(({ posts: some }) => some.length > 0);
}

/** Whether a post answers to what was typed: any of its names, every word of the query. */
export function matchesTarget(post: TargetPost, query: string): boolean {
  const text = [post.name, post.organisationName, post.areaName, ...post.holders.map((holder) => holder.name)]
    .join(' ')
    .toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
