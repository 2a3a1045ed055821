import { type Area, nameArea } from '../../shared/area-tree.ts';

export type PostRow = {
  id: number;
  area: string;
  areaName: string;
  role: string;
  organisation: number;
  organisationName: string;
  organisationKind: string;
  name: string;
  holders: { account: string; name: string }[];
  onDuty: string[];
};
/** A branch (an area or a department) or, with `post`, a leaf. */
export type PostNode = { key: string; title: string; post?: PostRow; children?: PostNode[] };

/**
 * Posts hung into the tree of areas, departments as branches of their own, empty branches left out.
 * @param find only posts that say this in name, holder, area or organisation; the empty text keeps all
 */
export function growPostTree(
  areas: readonly Area[],
  posts: readonly PostRow[],
  find: string,
  english: boolean,
): PostNode[] {
  const words = find.trim().toLowerCase();
  const kept = posts.filter(
    (post) =>
      words === '' ||
      [post.name, post.areaName, post.organisationName, ...post.holders.map((one) => one.name)]
        .join(' ')
        .toLowerCase()
        .includes(words),
  );
  const byArea = Map.groupBy(
    kept.filter((post) => post.organisationKind !== 'department'),
    (post) => post.area,
  );
  const children = Map.groupBy(
    areas.filter((area) => area.parent !== null),
    (area) => area.parent,
  );
  const leaf = (post: PostRow): PostNode => ({ key: `post-${post.id}`, title: post.name, post });
  const grow = (area: Area): PostNode | undefined => {
    const below = (children.get(area.code) ?? []).map(grow).filter((node) => node !== undefined);
    const own = (byArea.get(area.code) ?? []).map(leaf);
    return own.length + below.length > 0
      ? { key: area.code, title: nameArea(area, english), children: [...own, ...below] }
      : undefined;
  };
  const departments = [
    ...Map.groupBy(
      kept.filter((post) => post.organisationKind === 'department'),
      (post) => post.organisation,
    ),
  ];
  return [
    ...areas
      .filter((area) => area.parent === null)
      .map(grow)
      .filter((node) => node !== undefined),
    ...departments.map(([id, held]) => ({
      key: `organisation-${id}`,
      title: held[0]?.organisationName ?? '',
      children: held.map(leaf),
    })),
  ];
}
