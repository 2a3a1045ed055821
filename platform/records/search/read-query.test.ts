import { describe, expect, it } from 'vitest';
import { addressTerm } from './address-term.ts';
import { readQuery } from './read-query.ts';

const areas = ['秦都区', '人民路街道', '甲社区'];
const help = {
  hash: (kind: string, value: string) => `#${kind}(${value})`,
  addresses: (text: string) => [addressTerm(text, areas) ?? []].flat(),
};
const read = (text: string) =>
  readQuery(text, help).map((word) => word.meanings.map(({ as, range }) => `${as} ${range.from}`));

describe('a query', () => {
  it.each([
    ['张小明', [['name n:张小明', 'child n:#n(张小明)', 'address a:张小明', 'part g:张小']]],
    ['王', [['name n:王']]],
    ['zhang xiao ming', [['pinyin p:zhangxiaoming', 'initials i:zhangxiaoming']]],
    ['zxm', [['initials i:zxm', 'pinyin p:zxm']]],
    ['13812345678', [['phone t:#phone(13812345678)', 'code u:13812345678']]],
    ['610402199001010016', [['citizen c:#citizen(610402199001010016)', 'code u:610402199001010016']]],
    ['0016', [['tail c4:#c4(0016)', 'tail t4:#t4(0016)']]],
    ['016', []],
    ['91610402MA6X', [['code u:91610402MA6X']]],
    ['·—', []],
  ])('%s', (text, meanings) => {
    expect(read(text)).toEqual(meanings);
  });

  it('of several words keeps each, and at most five', () => {
    expect(readQuery('王小明 芙蓉小区 3 zxm', help).map(({ text }) => text)).toEqual(['王小明', '芙蓉小区', 'zxm']);
    expect(readQuery('一个 两个 三个 四个 五个 六个', help)).toHaveLength(5);
  });

  it('keeps all last digits that were typed, because the index knows four', () => {
    expect(readQuery('678', help)).toEqual([]);
    expect(readQuery('345678', help)[0]?.tail).toBe('345678');
    expect(readQuery('5678', help)[0]?.tail).toBeUndefined();
  });

  it('never carries a sensitive number in the clear', () => {
    const sensitive = JSON.stringify(readQuery('13812345678', { ...help, hash: () => 'x' })[0]?.meanings[0]);
    expect(sensitive).not.toContain('13812345678');
  });
});

describe('an address', () => {
  it.each([
    ['芙蓉小区', '芙蓉小区'],
    ['芙蓉小区3号楼', '芙蓉小区3'],
    ['芙蓉小区3-2-501', '芙蓉小区3-2-501'],
    ['陕西省咸阳市秦都区人民路街道甲社区芙蓉小区叁号楼二单元501室', '芙蓉小区3-2-501'],
    ['芙蓉小区十二栋', '芙蓉小区12'],
    ['新都市花园２幢', '新都市花园2'],
    ['秦都区', '秦都区'],
    ['3-2-501', undefined],
  ])('%s', (text, term) => {
    expect(addressTerm(text, areas)).toBe(term);
  });
});
