import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { openLinker } from '../open-linker.ts';
import { drawWaterfall } from './draw-waterfall.ts';
import { explainPair } from './explain-pair.ts';
import { smallModel, smallRows, smallTrained } from './small-example.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(smallRows);
await openLinker({ connection, table: 'people', schema: 'link', model: smallModel }).predict(smallTrained);
const explain = (left: string, right: string) =>
  explainPair({ connection, schema: 'link', trained: smallTrained, left, right });

it('adds up as worked out by hand: −4 + log2(0.24/0.06) + log2(0.64/0.01) = 4', async () => {
  const explanation = await explain('a', 'b');
  expect(explanation.steps.map(({ level, weight, levelName }) => [level, weight, levelName.en])).toEqual([
    [1, 2, 'one character'],
    [0, 6, 'same'],
  ]);
  expect(explanation.weight).toBe(4);
  expect(explanation.probability).toBeCloseTo(16 / 17, 12);
  expect(explanation.steps[0]?.values).toEqual([{ field: 'name', left: '王小明', right: '王晓明' }]);
});

it('says the same of a pair as the links do, whichever way round', async () => {
  const links = await connection.runAndReadAll('select id_l, id_r, weight from link.record_links');
  expect(links.currentRowCount).toBeGreaterThan(0);
  for (const [left, right, weight] of links.getRowsJS()) {
    expect((await explain(String(left), String(right))).weight).toBeCloseTo(Number(weight), 4);
    expect((await explain(String(right), String(left))).weight).toBeCloseTo(Number(weight), 4);
  }
});

it('says that nothing is known where a row holds nothing, and adds nothing', async () => {
  const { steps, weight } = await explain('a', 'd');
  expect(steps.map((step) => [step.levelName.zh, step.weight])).toEqual([
    ['不详', 0],
    ['不同', -3],
  ]);
  expect(weight).toBe(-7);
});

it('names a row that is not there', async () => {
  await expect(explain('a', 'nobody')).rejects.toThrow(/no row nobody/);
});

it('draws the steps with their words in either language, and escapes what rows hold', async () => {
  const explanation = await explain('a', 'b');
  explanation.steps[0]!.values[0]!.left = '<script>&';
  const zh = drawWaterfall(explanation, { language: 'zh', threshold: 3 });
  expect(zh).toMatch(/差一字[\s\S]*\+2\.0[\s\S]*\+6\.0[\s\S]*合计[\s\S]*94\.12 %[\s\S]*\+4\.0/);
  expect(zh).not.toContain('<script>');
  const en = drawWaterfall(explanation, { language: 'en', threshold: 3, theme: 'dark' });
  expect(en).toContain('one character');
  expect(en).toContain('<title>Why a and b are or are not one</title>');
  expect(en).not.toContain('prefers-color-scheme');
});
