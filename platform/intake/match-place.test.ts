import { describe, expect, it } from 'vitest';
import { createPlaceMatcher } from './match-place.ts';

const AREAS = [
  { code: '610402', name: '秦都区' },
  { code: '610402001', name: '人民路街道' },
  { code: '610402001014', name: '友谊北路社区' },
  { code: '610402001020', name: '北路社区' },
  { code: '610402001030', name: '新兴社区居委会' },
  { code: '610402002', name: '西兰路街道' },
  { code: '610402002012', name: '芙蓉社区' },
  { code: '610402002005', name: '福园社区居委会' },
  { code: '610402005', name: '陈杨寨街道' },
  { code: '610402005017', name: '华府御园社区' },
  { code: '610402005030', name: '新兴社区居委会' },
  { code: '610402008201', name: '西张村委会' },
  { code: '610402002012001', name: '第一网格' },
];
const match = createPlaceMatcher(AREAS, [{ code: '610402002012', name: '丽彩花园' }]);

describe('createPlaceMatcher', () => {
  it.each([
    ['芙蓉社区3号楼垃圾成堆', '610402002012'],
    ['福园居委会门口积水', '610402002005'],
    ['福园家属院2号楼漏水', '610402002005'],
    ['华府御园小区电梯坏了', '610402005017'],
    ['华府御园二期停水', '610402005017'],
    ['陈杨寨街办辖区道路破损', '610402005'],
    ['陈杨寨街道华府御园社区', '610402005017'],
    ['友谊北路社区噪音', '610402001014'],
    ['西张村道路不平', '610402008201'],
    ['丽彩花园小区门口', '610402002012'],
    ['芙 蓉 社 区 停电', '610402002012'],
    ['芙蓉社区和福园社区之间的路', '610402002'],
    ['人民路街道新兴社区', '610402001030'],
  ])('%s', (text, area) => expect(match(text).area).toBe(area));

  it.each([
    ['人民路和渭阳路交叉口红绿灯坏了', 'a road is no street office'],
    ['芙蓉花开得很好', 'two characters without an ending'],
    ['新兴社区停水', 'a name that two streets share'],
    ['第一网格', 'every community has one'],
    ['', 'nothing'],
  ])('leaves %s to the district (%s)', (text) => expect(match(text).area).toBeUndefined());

  it('says why', () => {
    expect(match('芙蓉社区').reason).toBe('text names 芙蓉社区 (610402002012)');
    expect(match('新兴社区停水').reason).toBe('text names 新兴社区 (610402001030, 610402005030): too far apart');
    expect(match('你好').reason).toBe('text names no known place');
  });

  it('does not depend on the order of the areas', () => {
    const other = createPlaceMatcher([...AREAS].reverse());
    for (const text of ['芙蓉社区和福园社区', '新兴社区停水', '陈杨寨街道华府御园'])
      expect(other(text)).toEqual(match(text));
  });
});
