import { expect, it } from 'vitest';
import { repeatWork } from './repeat-work.ts';

it('goes on after a failure, one turn at a time, and stops after the turn under way', async () => {
  let turns = 0;
  let under = 0;
  let most = 0;
  const faults: unknown[] = [];
  const stop = repeatWork(
    1,
    async () => {
      most = Math.max(most, ++under);
      await new Promise((wake) => setTimeout(wake, 3));
      under -= 1;
      if (++turns === 2) throw new Error('once');
    },
    (error) => faults.push(error),
  );
  await expect.poll(() => turns).toBeGreaterThan(4);
  await stop();
  const ended = turns;
  expect(under).toBe(0);
  await new Promise((wake) => setTimeout(wake, 20));
  expect(turns).toBe(ended);
  expect([most, faults.length]).toEqual([1, 1]);
});
