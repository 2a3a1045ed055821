import { expect, test } from 'vitest';
import { liveBinPast, paceOf } from './live-bins.ts';

const until = Date.UTC(2026, 2, 16, 7, 30);

test('a bin has lived four weeks, fills, overflows at times, and is emptied', () => {
  const lives = Array.from({ length: 40 }, (_, i) =>
    liveBinPast('bin-sensor', 500 + i, until).map(([at, { fill }]) => ({ at, fill: Number(fill) })),
  );
  for (const life of lives) {
    expect(life.length).toBeGreaterThan(160);
    expect(life.every(({ at, fill }, i) => at < until && fill >= 0 && fill <= 100 && at > (life[i - 1]?.at ?? 0))).toBe(
      true,
    );
    expect(life.filter(({ fill }, i) => fill < (life[i - 1]?.fill ?? 0)).length).toBeGreaterThan(3);
  }
  const full = lives.flat().filter(({ fill }) => fill >= 95).length / lives.flat().length;
  expect(full).toBeGreaterThan(0.005);
  expect(full).toBeLessThan(0.2);
});

test('a camera’s bin overflows and is emptied by turns', () => {
  const turns = liveBinPast('bin-camera', 77, until);
  expect(turns.length).toBeGreaterThan(10);
  expect(turns.every(([at, { overflow }], i) => at < until && overflow === (i % 2 === 1))).toBe(true);
});

test('the same bin lives the same life; what is no bin has none', () => {
  expect(liveBinPast('bin-sensor', 9, until)).toEqual(liveBinPast('bin-sensor', 9, until));
  expect(paceOf(9)).toBe(paceOf(9));
  expect(liveBinPast('smoke', 9, until)).toEqual([]);
});
