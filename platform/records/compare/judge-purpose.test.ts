import { describe, expect, it } from 'vitest';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { readSources } from '../sources/read-sources.ts';
import { judgeField, judgePurpose } from './judge-purpose.ts';
import { readConsumers } from './read-consumers.ts';

describe('the truth table of purposes', () => {
  it.each([
    ['none declared, none declared', [], [], 'gap-consumer'],
    ['none declared, some', [], ['a'], 'gap-consumer'],
    ['some, none declared', ['a'], [], 'gap-data'],
    ['some, no overlap', ['a'], ['b'], 'violation'],
    ['overlap, but not in what is asked', ['b', 'c'], ['b'], 'violation'],
    ['overlap', ['a', 'b'], ['b', 'a'], 'compliant'],
  ] as const)('asker %s field: %s', (_words, consumer, data, outcome) => {
    expect(judgePurpose('a', consumer, data)).toBe(outcome);
  });

  it.each([
    ['one of two sources may be used', [['b'], ['a']], 'compliant'],
    ['none may', [['b'], []], 'violation'],
    ['none declared anything', [[], []], 'gap-data'],
    ['nobody feeds the field', [], 'gap-data'],
  ])('%s', (_words, sources, outcome) => {
    expect(judgeField('a', ['a'], sources)).toBe(outcome);
  });
});

it('the shipped askers have purposes that are declared, and departments that exist', () => {
  const { consumers, purposes } = readConsumers();
  expect(Object.keys(purposes).length).toBeGreaterThan(5);
  expect(consumers.posts.purposes).toContain('grid-service');
});

it('no field of a shipped source may be used for more than its source', () => {
  for (const source of readSources(CATALOGUE_DIR).sources)
    for (const field of source.fields) expect(source.purposes).toEqual(expect.arrayContaining([...field.purposes]));
});
