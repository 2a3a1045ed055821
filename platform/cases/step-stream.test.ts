import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { readHorizon } from '../db/read-fresh.ts';
import { fillSmallDistrict, resident } from '../testing/small-district.ts';
import { withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { openCase } from './open-case.ts';
import { readNews } from './read-news.ts';

const database = withDatabase();
const app = withApp(database, []);
beforeAll(() => fillSmallDistrict(app.ctx));

const open = async () =>
  openCase(app.ctx, resident('r1'), { actId: randomUUID(), description: '路灯不亮', area: '610402001001001' });

it('tells of a step whose transaction ended after a younger one', async () => {
  const from = await readHorizon(database.pool);
  const slow = await database.owner.connect();
  await slow.query('begin');
  await slow.query(
    `insert into step (case_id, seq, act, to_state, account, at, act_id, request, prev, hash)
    select $1, 99, 'note', 'reported', 'p1', now(), gen_random_uuid(), '\\x00', '\\x00', '\\x00'`,
    [Number((await open()).number.slice(8))],
  );
  await open();
  const early = await readNews(database.pool, from);
  await slow.query('commit');
  slow.release();
  // transactions of other databases of the cluster hold the horizon back too, for a moment
  const rows = [...early.rows];
  let { horizon } = early;
  const look = async () => {
    const news = await readNews(database.pool, horizon);
    horizon = news.horizon;
    rows.push(...news.rows);
    return rows.length;
  };
  await expect.poll(look, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  expect(rows.map((step) => [step.act, step.seq]).sort()).toEqual([
    ['note', 99],
    ['report', 1],
    ['report', 1],
  ]);
  expect((await readNews(database.pool, horizon)).rows).toEqual([]);
});
