import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey } from './address-key.ts';
import { parseAddress } from './parse-address.ts';
import { smallDistrict } from './testing/small-district.ts';

const key = (text: string) => addressKey(parseAddress(text, smallDistrict));

describe('addressKey', () => {
  it.each([
    ['芙蓉小区3号楼2单元501', { building: '610402005004|芙蓉小区|3', dwelling: '610402005004|芙蓉小区|3|2|501' }],
    ['芙蓉小区3号楼2单元5层1室', { building: '610402005004|芙蓉小区|3', dwelling: '610402005004|芙蓉小区|3|2|501' }],
    ['芙蓉小区3号楼2单元六楼西户', { building: '610402005004|芙蓉小区|3', dwelling: '610402005004|芙蓉小区|3|2|6西' }],
    ['天王一区5号楼', { building: '610402001004|天王一区居委会|5' }],
    ['曹家寨村三组12号', { building: '610402005214|曹家寨村委会3组12号|' }],
    ['秦都区人民西路35号', { building: '秦都区|人民西路35号|' }],
    ['秦都区人民西路', {}],
    ['', {}],
  ])('makes of %s', (text, keys) => {
    expect(key(text)).toEqual(keys);
  });

  it('is the same however a dwelling is written', () => {
    const chinese = '零一二三四五六七八九';
    const small = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(small, small, fc.integer({ min: 101, max: 909 }), (building, unit, room) => {
        const written = [
          `芙蓉小区${building}号楼${unit}单元${room}室`,
          `陈杨寨街道芙蓉小区${chinese[building]}栋${chinese[unit]}单元${room}`,
          `咸阳市秦都区河南街社区芙蓉小区${building}-${unit}-${room}`,
          `芙蓉小区 ${building}# ${unit}-${room}`,
        ];
        expect(new Set(written.map((text) => key(text).dwelling))).toEqual(
          new Set([`610402005004|芙蓉小区|${building}|${unit}|${room}`]),
        );
      }),
    );
  });
});
