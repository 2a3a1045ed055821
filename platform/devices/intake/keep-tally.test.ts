import { afterAll, expect, it } from 'vitest';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createTally, MOST_CLAIMS } from './keep-tally.ts';

const database = withDatabase();
const app = withApp(database, []);
const count = async () => {
  const { rows } = await app.ctx.writer.query<{ n: number; messages: number }>(
    'select count(*)::int as n, sum(messages)::int as messages from device_claim',
  );
  return rows[0];
};
afterAll(() => app.ctx.writer.query('delete from device_claim'));

it('lists unknown devices while there is room, and goes on counting those that are listed', async () => {
  const tally = createTally(app.ctx.writer);
  for (let part = 0; part < 3; part++) {
    for (let n = 0; n < 4_000; n++) tally.meet(`made-up-${part}-${n}`, 'mqtt', '{}');
    await tally.flush();
  }
  expect(await count()).toEqual({ n: MOST_CLAIMS, messages: MOST_CLAIMS });
  tally.meet('made-up-0-1', 'mqtt', '{}');
  tally.meet('made-up-new', 'mqtt', '{}');
  await tally.flush();
  expect(await count()).toEqual({ n: MOST_CLAIMS, messages: MOST_CLAIMS + 1 });
});
