import { describe, expect, it } from 'vitest';
import { compareDocuments } from './compare-documents.ts';
import { findLinks } from './find-links.ts';

const english = '# A\n\n![face](docs/a.png)\n\n```sh\nnpm start   # runs\n```\n\n| a | b |\n| --- | --- |\n\n- one\n';

describe('a document and its translation', () => {
  it('agree when only the words differ', () => {
    const chinese = english
      .replace('# A', '# 甲')
      .replace('# runs', '# 运行')
      .replace('face', '页面')
      .replace('one', '一');
    expect(compareDocuments(english, chinese)).toEqual([]);
  });

  it.each([
    ['heading', english.replace('# A', '## A')],
    ['command', english.replace('npm start', 'npm test')],
    ['picture', english.replace('a.png', 'b.png')],
    ['table rows', `${english}| 1 | 2 |\n`],
    ['list items', `${english}- two\n`],
  ])('differ in a %s', (what, chinese) => {
    const faults = compareDocuments(english, chinese);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(what);
  });
});

describe('links', () => {
  it('are found when relative, in prose and in HTML, and not in code', () => {
    const text = '[a](b.md) [c](https://x.example) [d](#e) `[f](g.md)`\n<img src="h.png">\n```\n[i](j.md)\n```\n';
    expect(findLinks(text)).toEqual(['b.md', 'h.png']);
  });
});
