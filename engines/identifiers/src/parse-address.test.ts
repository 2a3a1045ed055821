import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAddress } from './address/cut-address.ts';
import { type ParsedAddress, parseAddress } from './parse-address.ts';
import { smallDistrict } from './testing/small-district.ts';

const levelsOf = ({ segments: _, ...levels }: ParsedAddress) => levels;
const read = (text: string) => levelsOf(parseAddress(text, smallDistrict));

describe('parseAddress', () => {
  it('reads every level', () => {
    expect(read('陕西省咸阳市秦都区陈杨寨街道河南街社区滨河路12号芙蓉小区3号楼2单元5层501室')).toEqual({
      province: '陕西省',
      city: '咸阳市',
      district: '秦都区',
      street: '陈杨寨街道',
      community: '河南街社区',
      road: '滨河路',
      number: '12',
      compound: '芙蓉小区',
      building: '3',
      unit: '2',
      floor: '5',
      room: '501',
      area: '610402005004',
    });
  });

  const room501 = { compound: '芙蓉小区', building: '3', unit: '2', room: '501', area: '610402005004' };
  it.each([
    '芙蓉小区3-2-501',
    '芙蓉小区 三号楼 二单元 501室',
    '芙蓉小区3#2-501',
    '芙蓉小区叁幢2单元501户',
    '芙蓉小区03栋2门501',
    '芙蓉小区３号楼２单元５０１',
  ])('reads %s like the others', (text) => {
    expect(read(text)).toEqual(room501);
  });

  it.each([
    [
      '秦都区秦都区陈杨寨芙蓉3号楼',
      { district: '秦都区', street: '陈杨寨街道', compound: '芙蓉小区', building: '3', area: '610402005004' },
    ],
    [
      '蓝郡（北区）十二栋甲单元1203',
      { compound: '华宇蓝郡', building: '12', unit: '甲', room: '1203', area: '610402005010' },
    ],
    [
      '人民路街办天王一区5号楼3楼东户',
      {
        street: '人民路街道',
        community: '天王一区居委会',
        building: '5',
        floor: '3',
        room: '东',
        area: '610402001004',
      },
    ],
    ['曹家寨村三组12号', { community: '曹家寨村委会', number: '3组12', area: '610402005214' }],
    ['古渡街道华宇社区', { street: '古渡街道', community: '华宇社区', area: '610402006010' }],
    ['华宇社区', { community: '华宇社区' }],
    ['芙蓉路35号', { road: '芙蓉路', number: '35' }],
    ['渭城区芙蓉小区3号楼', { district: '渭城区', compound: '芙蓉小区', building: '3' }],
    ['秦都区甲12号', { district: '秦都区', number: '甲12' }],
    ['上海市金钟路767弄5号楼', { province: '上海市', road: '金钟路', number: '767弄', building: '5' }],
  ])('reads %s', (text, levels) => {
    expect(read(text)).toEqual(levels);
  });

  it('keeps every sign in its pieces, whatever it is given', () => {
    const signs = fc.constantFrom(
      ...'陕西省咸阳市秦都区陈杨寨街道社区路街号楼栋单元层室芙蓉小区一二三十甲乙东南123-#()，,。附近 ３Ａb',
    );
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 40 }), (text) => {
        const pieces = parseAddress(text, smallDistrict).segments.map((segment) => segment.text);
        expect(pieces.join('')).toBe(cleanAddress(text));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const pieces = parseAddress(text).segments.map((segment) => segment.text);
        expect(pieces.join('')).toBe(cleanAddress(text));
      }),
    );
  });
});
