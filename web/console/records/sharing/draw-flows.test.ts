import { expect, test } from 'vitest';
import { drawFlows } from './draw-flows.ts';

const name = (zh: string) => ({ zh, en: zh });
const source = (code: string, department: string) => ({
  code,
  name: name(code),
  department: name(department),
  category: '',
  frequency: '',
  purposes: [],
  rows: 0,
  lastAt: null,
  late: false,
});

test('sources of one department are one flow; hidden counts are a thin line that tells nothing', () => {
  const { nodes, links } = drawFlows(
    {
      sources: [source('a', '公安'), source('b', '公安'), source('c', '民政')],
      feeds: [
        { source: 'a', kind: 'person', n: 100 },
        { source: 'b', kind: 'person', n: 23 },
        { source: 'c', kind: 'person', n: 50 },
        { source: 'gone', kind: 'person', n: 7 },
      ],
      uses: [{ kind: 'person', purpose: 'p', purposeName: name('用途'), unit: 'u', unitName: name('u'), n: null }],
      kinds: [{ kind: 'person', name: name('人员'), entities: 1, mentions: 1, shared: 0 }],
    },
    ({ zh }) => zh,
    '少于 10',
  );
  expect(nodes.map(({ label, depth }) => [label, depth])).toEqual([
    ['公安', 0],
    ['人员', 1],
    ['民政', 0],
    ['用途', 2],
  ]);
  expect(links.map(({ source: from, told }) => [from, told])).toEqual([
    ['d:公安', '123'],
    ['d:民政', '50'],
    ['k:person', '少于 10'],
  ]);
  expect(links[2]?.value).toBeLessThan(links[1]?.value ?? 0);
});
