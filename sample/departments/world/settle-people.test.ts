import { join } from 'node:path';
import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import { checkPhone } from '@gewu/identifiers/check-phone';
import { checkUscc } from '@gewu/identifiers/check-uscc';
import { expect, it } from 'vitest';
import { CATALOGUE_DIR } from '../../../platform/catalogue/read-catalogue.ts';
import { dayOf, formatDay } from '../rows/format-day.ts';
import { buildWorld } from './build-world.ts';

const today = dayOf(2026, 6, 1);
const { people, places, firms } = buildWorld(join(CATALOGUE_DIR, 'districts/610402'), { seed: 3, scale: 0.02, today });
const everybody = Array.from({ length: people.count }, (_, p) => p);

it('gives everybody a citizen number of their own that says their birth and sex', () => {
  expect(new Set(people.citizen).size).toBe(people.count);
  for (const p of everybody) {
    const checked = checkCitizenNumber(people.citizen[p] ?? '', 20260601);
    if (!checked.ok) throw new Error(`${people.citizen[p]}: ${checked.reason}`);
    expect(checked.value.birth).toBe(formatDay(people.birth[p] ?? 0, 'dashes'));
    expect(checked.value.sex).toBe(people.sex[p] === 1 ? 'male' : 'female');
  }
});

it('gives everybody a phone that can be one; families share', () => {
  for (const p of everybody) expect(checkPhone(people.phone[p] ?? '').ok, people.phone[p]).toBe(true);
  const children = everybody.filter(
    (p) => today - (people.birth[p] ?? 0) < 12 * 365 && (people.guardian[p] ?? -1) >= 0,
  );
  expect(children.length).toBeGreaterThan(200);
  for (const p of children) expect(people.phone[p]).toBe(people.phone[people.guardian[p] ?? 0]);
});

it('names most children after their fathers and lets nobody marry themselves or a child', () => {
  const children = everybody.filter((p) => (people.guardian[p] ?? -1) >= 0);
  const named = children.filter((p) => {
    const guardian = people.guardian[p] ?? 0;
    const parents = [guardian, people.spouse[guardian] ?? -1].filter((parent) => parent >= 0);
    return parents.some((parent) => people.name[parent]?.[0] === people.name[p]?.[0]);
  });
  expect(named.length / children.length).toBeGreaterThan(0.9);
  for (const p of everybody) {
    const spouse = people.spouse[p] ?? -1;
    if (spouse < 0) continue;
    expect(people.spouse[spouse]).toBe(p);
    expect(spouse).not.toBe(p);
    expect(today - (people.birth[p] ?? 0)).toBeGreaterThan(20 * 365);
  }
});

it('has twins of one birth with names of their own', () => {
  const twins = everybody.filter(
    (p) => p > 0 && people.household[p] === people.household[p - 1] && people.birth[p] === people.birth[p - 1],
  );
  expect(twins.length).toBeGreaterThan(10);
  for (const p of twins) expect(people.name[p]).not.toBe(people.name[p - 1]);
});

it('keeps a plausible age structure, moves, deaths and people from elsewhere', () => {
  const share = (is: (p: number) => boolean) => everybody.filter(is).length / people.count;
  const age = (p: number) => (today - (people.birth[p] ?? 0)) / 365.25;
  expect(share((p) => age(p) < 15)).toBeGreaterThan(0.12);
  expect(share((p) => age(p) < 15)).toBeLessThan(0.22);
  expect(share((p) => age(p) >= 60)).toBeGreaterThan(0.14);
  expect(share((p) => age(p) >= 60)).toBeLessThan(0.25);
  expect(share((p) => people.kind[p] === 1)).toBeGreaterThan(0.15);
  expect(share((p) => people.moved[p] !== 0)).toBeGreaterThan(0.5);
  expect(share((p) => people.died[p] !== 0)).toBeGreaterThan(0.015);
  for (const p of everybody) expect(people.home[p]).toBeLessThan(places.homes);
});

it('founds organisations of one name and one valid code each, represented by grown-ups', () => {
  expect(new Set(firms.map(({ name }) => name)).size).toBe(firms.length);
  expect(new Set(firms.map(({ uscc }) => uscc)).size).toBe(firms.length);
  for (const { uscc, legal } of firms) {
    const checked = checkUscc(uscc);
    expect(checked.ok && checked.value.warnings, uscc).toEqual([]);
    expect(today - (people.birth[legal] ?? 0)).toBeGreaterThan(22 * 365);
  }
});
