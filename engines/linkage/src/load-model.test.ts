import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { hashModel } from './hash-model.ts';
import { loadModel, parseModel } from './load-model.ts';

const text = { zh: '名', en: 'name' };
const good = () => ({
  model: 'small',
  version: 1,
  name: text,
  kind: 'dedupe',
  id: 'id',
  fields: { name: null, birth: { expression: 'born' } } as Record<string, unknown>,
  comparisons: [
    {
      key: 'name',
      name: text,
      field: 'name',
      levels: [{ name: text, when: { is: 'exact' } as Record<string, unknown> }],
    },
  ],
  blocking: [{ key: 'name', on: ['name'] }],
  deterministic: { rules: [['name', 'birth']], recall: 0.5 },
  thresholds: { link: 0, cluster: 5 },
});
type Draft = ReturnType<typeof good> & Record<string, unknown>;

it('reads every model that is declared here', () => {
  for (const folder of ['../examples', '../../../catalog/linkage'].map((path) => join(import.meta.dirname, path))) {
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(loadModel(join(folder, file)).comparisons.length).toBeGreaterThan(3);
  }
});

it('takes a bare key for a column of that name', () => {
  expect(parseModel(stringify(good())).fields).toEqual({ name: {}, birth: { expression: 'born' } });
});

it.each<[string, (draft: Draft) => void, RegExp]>([
  ['an unknown key', (draft) => Object.assign(draft, { blockings: [] }), /additional properties/],
  [
    'a level that tests nothing known',
    (draft) => Object.assign(draft.comparisons[0]!.levels[0]!.when, { is: 'alike' }),
    /is not a linkage model/,
  ],
  [
    'a test without its measure',
    (draft) => Object.assign(draft.comparisons[0]!.levels[0]!.when, { is: 'edits' }),
    /most/,
  ],
  [
    'a field that is not declared',
    (draft) => Object.assign(draft.comparisons[0]!, { field: 'phone' }),
    /"phone", which is not declared/,
  ],
  ["a name of the engine's own", (draft) => Object.assign(draft.fields, { node: null }), /"node" is the engine's own/],
  ['a key that stands twice', (draft) => draft.blocking.push({ key: 'name', on: ['birth'] }), /"name" stands twice/],
  ['a link without sources', (draft) => Object.assign(draft, { kind: 'link' }), /no column "source"/],
  [
    'thresholds the wrong way round',
    (draft) => Object.assign(draft.thresholds, { cluster: -1 }),
    /below that of links/,
  ],
  [
    'a pinyin of nothing',
    (draft) => Object.assign(draft.fields, { reading: { derive: { pinyin: 'word' } } }),
    /"word"/,
  ],
])('refuses %s', (_, spoil, fault) => {
  const draft = good() as Draft;
  spoil(draft);
  expect(() => parseModel(stringify(draft), 'draft.yaml')).toThrow(fault);
  expect(() => parseModel(stringify(draft), 'draft.yaml')).toThrow('draft.yaml');
});

it('gives a model the same hash whatever the order of its keys, and another when it changes', () => {
  const model = parseModel(stringify(good()));
  const turned = Object.fromEntries(Object.entries(model).reverse()) as typeof model;
  expect(hashModel(turned)).toBe(hashModel(model));
  expect(hashModel({ ...model, version: 2 })).not.toBe(hashModel(model));
});
