import type { Area } from '../../shared/area-tree.ts';

/** Codes whose name or code holds what was typed, with all that stand above them. */
export function findAreas(areas: readonly Area[], find: string): Set<string> {
  const words = find.trim().toLowerCase();
  const found = new Set<string>();
  for (const area of areas) {
    if (!`${area.code} ${area.name} ${area.nameEn ?? ''}`.toLowerCase().includes(words)) continue;
    for (let length = area.code.length; length >= 6; length -= 3) found.add(area.code.slice(0, length));
  }
  return found;
}
