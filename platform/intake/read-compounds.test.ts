import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCompounds } from './read-compounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-catalogue-'));
mkdirSync(join(folder, 'districts/610402'), { recursive: true });
const write = (text: string) => writeFileSync(join(folder, 'districts/610402/compounds.tsv'), text);

it('has none without the file', () => expect(readCompounds(folder, '610402')).toEqual([]));

it('reads codes and names, and passes over notes', () => {
  write('# 小区\n610402002012\t丽彩花园\r\n\n610402002012001\t芙蓉苑\n');
  expect(readCompounds(folder, '610402')).toEqual([
    { code: '610402002012', name: '丽彩花园' },
    { code: '610402002012001', name: '芙蓉苑' },
  ]);
});

it.each(['610402\t太大', '610403001001\t别区', '610402002012 没有制表符', '610402002012\t'])(
  'refuses %j and says where',
  (line) => {
    write(`610402002012\t丽彩花园\n${line}\n`);
    expect(() => readCompounds(folder, '610402')).toThrow(/compounds\.tsv, line 2/);
  },
);
