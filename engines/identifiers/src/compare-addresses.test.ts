import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAddresses } from './compare-addresses.ts';
import { parseAddress } from './parse-address.ts';
import { smallDistrict } from './testing/small-district.ts';

describe('compareAddresses', () => {
  it.each([
    ['西兰路18号阳光花苑3号楼2单元', '西兰路18号阳光花苑3幢', 'exact'],
    ['西兰路18号阳光花苑3号楼2单元', '西兰路18号惠民便利店', 'partial'],
    ['西兰路18号阳光花苑3号楼2单元', '金平区人民大道202号', 'none'],
  ])('judges %s and %s', (left, right, verdict) => {
    expect(compareAddresses(left, right).verdict).toBe(verdict);
  });

  it('takes one building of the district for the same, however it is written', () => {
    const read = (text: string) => parseAddress(text, smallDistrict);
    const left = read('咸阳市秦都区陈杨寨街办芙蓉小区三号楼2单元501');
    expect(compareAddresses(left, read('芙蓉3幢')).verdict).toBe('exact');
    expect(compareAddresses(left, read('芙蓉小区4幢')).verdict).not.toBe('exact');
  });

  it('says level by level why', () => {
    expect(compareAddresses('咸阳市西兰路18号阳光花苑3号楼', '汕头市金平区西兰路20号阳光花苑').reasons).toEqual([
      { level: 'region', agreement: 'differs' },
      { level: 'road', agreement: 'same' },
      { level: 'number', agreement: 'differs' },
      { level: 'place', agreement: 'same' },
      { level: 'building', agreement: 'only-left' },
    ]);
  });

  it('answers whatever it is given, with probabilities that add up', () => {
    const text = fc.string({ unit: fc.constantFrom(...'秦都区西兰路街道号楼花苑小区公司店一二三123()东门附近') });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const { none, partial, exact } = compareAddresses(left, right).probabilities;
        expect(none + partial + exact).toBeCloseTo(1, 9);
        expect(Math.min(none, partial, exact)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
