import { expect, test } from 'vitest';
import type { ActOffer } from '../../kit/act-form.tsx';
import { rankActs } from './rank-acts.ts';

const offer = (act: string, style: ActOffer['style']): ActOffer => ({
  act,
  name: { zh: act, en: act },
  style,
  ask: null,
  evidence: 0,
  needsTarget: false,
});

test('primary acts come first, minor ones go behind more, dangerous ones stand apart', () => {
  const ranked = rankActs([
    offer('note', 'minor'),
    offer('return', 'normal'),
    offer('void', 'danger'),
    offer('finish', 'primary'),
  ]);
  expect(ranked.main.map(({ act }) => act)).toEqual(['finish', 'return']);
  expect(ranked.danger.map(({ act }) => act)).toEqual(['void']);
  expect(ranked.more.map(({ act }) => act)).toEqual(['note']);
});

test('nothing offered is lost, however many there are', () => {
  const many = Array.from({ length: 12 }, (_, n) => offer(`act${n}`, 'normal'));
  const ranked = rankActs(many);
  expect(ranked.main).toHaveLength(5);
  expect([...ranked.main, ...ranked.more]).toEqual(many);
});

test('minor acts stand open where there are no others', () => {
  const ranked = rankActs([offer('supervise', 'minor'), offer('instruct', 'minor')]);
  expect(ranked.main.map(({ act }) => act)).toEqual(['supervise', 'instruct']);
  expect(ranked.more).toEqual([]);
});
