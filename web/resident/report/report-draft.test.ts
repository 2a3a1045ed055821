import { expect, test } from 'vitest';
import { bodyOf, missingParts, type ReportDraft, reportPages } from './report-draft.ts';

const draft: ReportDraft = {
  actId: 'a',
  description: ' 井盖坏了 ',
  photos: [],
  lon: null,
  lat: null,
  place: ' ',
  area: '610402005004',
  matter: null,
  anonymous: false,
};

test('the elder version asks the same things, one a page', () => {
  expect(reportPages.elder.flat()).toEqual(reportPages.ordinary.flat());
  expect(reportPages.elder.every((page) => page.length === 1)).toBe(true);
});

test('words and a place are needed, and only where they are asked', () => {
  const empty = { ...draft, description: '坏', area: null };
  expect(missingParts(empty, ['text', 'photos', 'place', 'kind'])).toEqual(['text', 'place']);
  expect(missingParts(empty, ['kind'])).toEqual([]);
  expect(missingParts(draft, ['text', 'place'])).toEqual([]);
  expect(missingParts({ ...empty, lon: 108.7, lat: 34.3 }, ['place'])).toEqual([]);
});

test('a point goes without the guessed community; empty fields stay at home', () => {
  expect(bodyOf(draft)).toEqual({ actId: 'a', description: '井盖坏了', area: '610402005004' });
  expect(
    bodyOf({ ...draft, lon: 108.7, lat: 34.3, matter: 'M1', anonymous: true, photos: ['p'], place: '东门' }),
  ).toEqual({
    actId: 'a',
    description: '井盖坏了',
    lon: 108.7,
    lat: 34.3,
    matter: 'M1',
    anonymous: true,
    files: ['p'],
    place: '东门',
  });
});
