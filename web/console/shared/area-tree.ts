/** A row of `GET /api/areas`. */
export type Area = {
  code: string;
  level: number;
  parent: string | null;
  name: string;
  nameEn: string | null;
  kind: 'basic' | 'dedicated';
  governedBy: string | null;
  households: number | null;
};
/** `label` is what the picker shows once chosen: a grid is told with its community. */
export type AreaNode = { value: string; title: string; label: string; children?: AreaNode[] };

/**
 * The tree below one area for a tree picker, itself the root. An area is inside another when its code starts with
 * the other's; `depth` cuts the tree (4 keeps grids).
 */
export function growAreaTree(areas: readonly Area[], root: string, english: boolean, depth = 4): AreaNode[] {
  const names = new Map(areas.map((area) => [area.code, nameArea(area, english)]));
  const nodes = new Map<string, AreaNode>();
  for (const area of areas) {
    if (!area.code.startsWith(root) || area.level > depth) continue;
    const title = names.get(area.code) ?? area.code;
    const community = area.level === 4 ? names.get(area.code.slice(0, -3)) : undefined;
    nodes.set(area.code, { value: area.code, title, label: community === undefined ? title : `${community} ${title}` });
  }
  const roots: AreaNode[] = [];
  for (const area of areas) {
    const node = nodes.get(area.code);
    if (node === undefined) continue;
    const parent = area.parent === null ? undefined : nodes.get(area.parent);
    if (parent === undefined || area.code === root) roots.push(node);
    else parent.children = [...(parent.children ?? []), node];
  }
  return roots;
}

/** The name in the reader's language; Chinese where no English name exists. */
export function nameArea(area: Area, english: boolean): string {
  return english && area.nameEn ? area.nameEn : area.name;
}

/** The names from below the district down to the area: 「人民路街道 / 芙蓉社区 / 第三网格」. */
export function nameAreaPath(areas: readonly Area[], code: string, english: boolean): string {
  return areas
    .filter((area) => code.startsWith(area.code) && area.level > 1)
    .sort((a, b) => a.level - b.level)
    .map((area) => nameArea(area, english))
    .join(' / ');
}

/** The last two names of the path, enough to know a place by: 「芙蓉社区 第三网格」. */
export function nameNearArea(areas: readonly Area[], code: string, english: boolean): string {
  return nameAreaPath(areas, code, english).split(' / ').slice(-2).join(' ');
}
