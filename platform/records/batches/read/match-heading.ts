import { Problem } from '../../../http/problem.ts';
import type { Source } from '../../sources/declaration.ts';

/**
 * Finds the declared columns in the heading of a file; their order is free, columns nobody declared are left out, for
 * nothing can be loaded that has no purpose.
 * @returns for each declared column its place in the file
 * @throws Problem 422 when a declared column is missing or stands there twice: the whole file is refused rather than
 *   loaded with a hole
 */
export function matchHeading(source: Source, heading: readonly string[]): number[] {
  const plain = heading.map(plainName);
  const missing: string[] = [];
  const places = source.fields.map(({ column }) => {
    const place = plain.indexOf(plainName(column));
    if (place < 0) missing.push(column);
    else if (plain.indexOf(plainName(column), place + 1) >= 0)
      throw new Problem(422, 'heading.twice', {
        zh: `表头中“${column}”出现两次，不知以哪一列为准。请删去一列后重新上传。`,
        en: `The heading has “${column}” twice. Remove one and send the file again.`,
      });
    return place;
  });
  if (missing.length > 0) {
    const known = new Set(source.fields.map(({ column }) => plainName(column)));
    const strange = heading.filter((name, i) => name !== '' && !known.has(plain[i] as string));
    const list = (names: readonly string[]) => names.slice(0, 12).join('、');
    throw new Problem(422, 'heading.missing', {
      zh: `缺少列：${list(missing)}。${strange.length > 0 ? `文件中有未声明的列：${list(strange)}，列名是否改过？` : ''}整批未导入。`,
      en: `Columns are missing: ${list(missing)}.${strange.length > 0 ? ` The file has columns that nobody declared: ${list(strange)}. Was one renamed?` : ''} Nothing was imported.`,
    });
  }
  return places;
}

/** Full width, spaces and the mark of a required column make no other name. */
const plainName = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s*]+/g, '')
    .toLowerCase();
