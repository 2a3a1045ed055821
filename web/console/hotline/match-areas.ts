import type { Area } from '../shared/area-tree.ts';

/** Endings that callers leave out: nobody says 「芙蓉社区居委会」 on the phone. */
const endings = /(街道办事处|街道|社区居委会|社区|村委会|网格|小区)$/u;

/**
 * Areas that a spoken address names, the longest and deepest first. Grids are left out when they carry only a number
 * (「第三网格」 is in every community).
 */
export function matchAreas(areas: readonly Area[], said: string, root: string): Area[] {
  const text = said.trim().toLowerCase();
  if (text.length < 2) return [];
  return areas
    .filter((area) => area.level > 1 && area.code.startsWith(root))
    .map((area) => ({ area, length: matchLength(area, text) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length || a.area.level - b.area.level || (a.area.code < b.area.code ? -1 : 1))
    .slice(0, 8)
    .map(({ area }) => area);
}

function matchLength(area: Area, text: string): number {
  const short = area.name.replace(endings, '').toLowerCase();
  if (short.length < 2 || /^第?[\d〇一二三四五六七八九十]+$/u.test(short)) return 0;
  if (text.includes(short)) return short.length;
  if (area.name.toLowerCase().includes(text) || area.nameEn?.toLowerCase().includes(text)) return text.length;
  return 0;
}
