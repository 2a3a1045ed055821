import { expect, test } from 'vitest';
import type { ActOffer } from '../offline/case-types.ts';
import { splitOffers } from './split-offers.ts';

const offer = (act: string, style: ActOffer['style']) => ({ act, style }) as ActOffer;
const names = (offers: ActOffer[]) => offers.map((one) => one.act);

test('primary acts stand first, two at most; nothing is lost', () => {
  const { first, rest } = splitOffers([
    offer('note', 'minor'),
    offer('return', 'normal'),
    offer('void', 'danger'),
    offer('finish', 'primary'),
    offer('transfer', 'normal'),
  ]);
  expect(names(first)).toEqual(['finish', 'return']);
  expect(names(rest)).toEqual(['transfer', 'void', 'note']);
});

test('a dangerous act stands at the thumb only when there is nothing likelier', () => {
  expect(names(splitOffers([offer('void', 'danger'), offer('finish', 'primary')]).first)).toEqual(['finish']);
  expect(names(splitOffers([offer('void', 'danger')]).first)).toEqual(['void']);
});
