import { describe, expect, it } from 'vitest';
import { rarityWithout } from './rarity-without.ts';

describe('rarityWithout', () => {
  it('counts a pair in all groups but the own', () => {
    const groups = new Map(
      ['甲', '乙', '丙'].map((query) => [query, new Set([`${query === '丙' ? '人民' : '滨河'}路1号`])]),
    );
    const of = rarityWithout(groups, 1);
    expect(of('甲')('滨河')).toBeCloseTo(Math.log(2));
    expect(of('丙')('滨河')).toBeCloseTo(0);
    expect(of('丙')('人民')).toBeCloseTo(Math.log(4));
  });
});
