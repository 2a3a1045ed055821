import { describe, expect, it } from 'vitest';
import { parseAddress } from '../parse-address.ts';
import { measureTails } from './measure-tails.ts';
import { sideOf } from './side-of.ts';

const measure = (left: string, right: string) => measureTails(sideOf(parseAddress(left)), sideOf(parseAddress(right)));

describe('measureTails', () => {
  it.each([
    ['桃园小区5号楼', '桃园小区3号楼', 3],
    ['桃园小区5号楼', '桃园小区51号楼', 3],
    ['桃园小区5号楼', '桃园小区', 1],
    ['桃园小区', '桃园小区5号楼', 2],
    ['桃园小区', '桃园小区', 0],
  ])('compares the numbers behind what %s and %s have in common', (left, right, kind) => {
    expect(measure(left, right).behind_number).toBe(kind);
  });

  it('counts what of the candidate is not asked for', () => {
    expect(measure('汉中路180号星汉大厦', '汉中路180号星汉大厦东方燃油公司')).toMatchObject({
      behind_left: 0,
      behind_right: 6,
      tail_left: 0,
      tail_right: 6,
      gap_left: 0,
      digits_both: 1,
      digits_only_right: 0,
    });
  });

  it('sees an estate said twice, a road repeated in brackets, and a word of beside', () => {
    expect(measure('花都港湾', '花都港湾25幢花都港湾25号楼').repeated_right).toBeGreaterThanOrEqual(4);
    expect(measure('兴中路365号', '兴中路365号光电公司(兴中路)').bracket_repeats).toBe(1);
    expect(measure('兴中路365号', '兴中路365号光电公司(文昌店)').bracket_repeats).toBe(0);
    expect(measure('兴中路365号对面', '兴中路365号')).toMatchObject({ beside_left: 1, beside_right: 0 });
  });
});
