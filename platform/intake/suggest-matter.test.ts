import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSynonyms } from './read-synonyms.ts';
import { suggestMatter } from './suggest-matter.ts';

const catalog = join(import.meta.dirname, '../../catalog');
const synonyms = readSynonyms(catalog);
const matters = readFileSync(join(catalog, 'matters/gbt47678.5.tsv'), 'utf8')
  .split('\n')
  .map((line) => line.split('\t'))
  .filter(([kind]) => kind === 'matter')
  .map(([, major, , , minor, zh = '', en = '']) => ({
    key: `M${major}${minor}`,
    name: { zh, en: en.trim() },
    active: true,
  }));

describe('suggestMatter', () => {
  it.each([
    ['楼下垃圾没人清理，臭气熏天', 'M06010'],
    ['小区门口井盖不见了，差点掉下去', 'M01023'],
    ['每天半夜工地还在施工，吵得睡不着', 'M08001'],
    ['3号楼电梯坏了，有人被困电梯', 'M01076'],
    ['共享单车乱放堵住盲道', 'M09011'],
    ['There is a pothole on the road', 'M06013'],
    ['红绿灯坏了', 'M02014'],
    ['消防通道被占', 'M09012'],
  ])('%s', (text, key) => {
    const found = suggestMatter(text, matters, synonyms);
    expect(found[0]?.key).toBe(key);
    expect(found[0]?.score).toBeLessThanOrEqual(1);
  });

  it('has nothing to say about other things', () =>
    expect(suggestMatter('我想咨询人才购房补贴政策', matters, synonyms)).toEqual([]));

  it('leaves out what the district has switched off', () => {
    const off = matters.map((matter) => ({ ...matter, active: matter.key !== 'M02014' }));
    expect(suggestMatter('红绿灯坏了', off, synonyms).map((s) => s.key)).not.toContain('M02014');
  });

  it('knows every key that has synonyms', () => {
    const keys = new Set(matters.map((matter) => matter.key));
    expect(Object.keys(synonyms).filter((key) => key.startsWith('M') && !keys.has(key))).toEqual([]);
  });
});
