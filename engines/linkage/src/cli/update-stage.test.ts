import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { smallModel, smallTrained } from '../explain/small-example.ts';
import { readNumber, readRows } from '../run-sql.ts';
import { clusterStage } from './cluster-stage.ts';
import { loadInput } from './load-input.ts';
import { type Work, withWork } from './open-work.ts';
import { linkerOf, predictStage } from './run-stages.ts';
import { updateStage } from './update-stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-link-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'rows.csv');
const rows = (...lines: string[]): void => writeFileSync(file, ['id,name,birth', ...lines].join('\n'));
const at = <T>(use: (work: Work) => Promise<T>): Promise<T> =>
  withWork({ work: join(folder, 'work'), language: 'en', memory: '500MB', threads: '1' }, (work) =>
    use({ ...work, say: () => undefined, report: () => undefined }),
  );
const update = (options: { partial?: boolean } = {}): Promise<boolean> =>
  at(async (work) => {
    const changed = await updateStage(work, smallTrained, [file], options);
    await clusterStage(work, smallModel, {});
    return changed;
  });
const entities = (): Promise<Record<string, number>> =>
  at(async ({ connection }) =>
    Object.fromEntries(
      (await readRows(connection, 'from entities order by record')).map((row) => [row.record, Number(row.entity)]),
    ),
  );

beforeEach(async () => {
  rmSync(join(folder, 'work'), { recursive: true, force: true });
  rows('a,王小明,1990-01-02', 'b,王小明,1990-01-02', 'c,李雷,1985-05-05');
  await at(async (work) => {
    await loadInput(work, smallModel, [file]);
    await predictStage(work, linkerOf(work, smallModel), smallTrained);
    await clusterStage(work, smallModel, {});
  });
});

it('knows new, changed and vanished rows, and keeps the numbers of the rest', async () => {
  expect(await entities()).toEqual({ a: 1, b: 1, c: 2 });
  rows('b,王小明,1990-01-02', 'c,李蕾,1985-05-05', 'd,李雷,1985-05-05', 'e,韩梅,2000-01-01');
  expect(await update()).toBe(true);
  // a is gone, c changed by one character and still is one with d, e is new.
  expect(await entities()).toEqual({ b: 1, c: 2, d: 2, e: 3 });
  expect(await update()).toBe(false);
  expect(await entities()).toEqual({ b: 1, c: 2, d: 2, e: 3 });
});

it('lets nothing vanish when the input holds only new and changed rows', async () => {
  rows('d,李雷,1985-05-05');
  await update({ partial: true });
  expect(await entities()).toEqual({ a: 1, b: 1, c: 2, d: 2 });
});

it('makes good what an update left undone when it broke off', async () => {
  rows('a,王小明,1990-01-02', 'b,王小明,1990-01-02', 'c,李雷,1985-05-05', 'd,李雷,1985-05-05');
  const broken = at((work) =>
    updateStage({ ...work, signal: AbortSignal.abort(new Error('power cut')) }, smallTrained, [file], {}),
  );
  await expect(broken).rejects.toThrow('power cut');
  expect(await at(({ connection }) => readNumber(connection, 'select count(*) from pending'))).toBe(1);
  await update();
  expect(await entities()).toEqual({ a: 1, b: 1, c: 2, d: 2 });
});

it("remembers a clerk's split and merge against what the rows say", async () => {
  const pins = join(folder, 'pins.csv');
  writeFileSync(pins, 'id,entity\na,1\nb,7\nc,7\n');
  await at((work) => clusterStage(work, smallModel, { pins }));
  expect(await entities()).toEqual({ a: 1, b: 7, c: 7 });
});
