import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withDatabase } from '../../testing/with-database.ts';
import { queryRows } from '../entities/run-statements.ts';
import { runInChild } from '../run-in-child.ts';
import { csvOf } from '../testing/make-rows.ts';
import { withRecords } from '../testing/with-records.ts';

const database = withDatabase();
const records = withRecords(database);
const HEAD = ['工单编号', '来电人', '来电号码', '联系地址', '诉求类型', '来电时间'];
const ROWS = 120_000;
const BAD = 120;

const batch = async (id: number) =>
  (await database.owner.query('select state, done_rows, inserted, quarantined from record_batch where id = $1', [id]))
    .rows[0];

describe('an import whose process is killed', () => {
  it('goes on where it was, repeats nothing and loses nothing', async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => [
      `G${i}`,
      i % 1000 === 0 ? '' : '王小明',
      '',
      '',
      '求助',
      '2026-11-01',
    ]);
    const id = await records.stage('hotline-contacts', csvOf([HEAD, ...rows]));
    const kill = new AbortController();
    const run = runInChild(records.ctx, { kind: 'import' }, kill.signal);
    run.catch(() => undefined);
    for (;;) {
      const { state, done_rows } = await batch(id);
      if (state === 'loading' && done_rows > 0) break;
      await wait(5);
    }
    kill.abort();
    await expect(run).rejects.toThrow('SIGKILL');
    const midway = await batch(id);
    expect(midway).toMatchObject({ state: 'loading' });
    expect(midway.done_rows).toBeLessThan(ROWS);
    const loaded = await database.owner.query('select min(id) as first, count(*) as n from record');
    await runInChild(records.ctx, { kind: 'import' });
    expect(await batch(id)).toMatchObject({ state: 'done', done_rows: ROWS, inserted: ROWS - BAD, quarantined: BAD });
    const { rows: after } = await database.owner.query(
      `select count(*) as n, count(distinct fields->>'工单编号') as keys, min(id) as first, (select count(*) from record_quarantine) as bad from record`,
    );
    expect(after).toEqual([{ n: ROWS - BAD, keys: ROWS - BAD, first: loaded.rows[0].first, bad: BAD }]);
    const store = await records.inStore(({ db }) =>
      queryRows(db, 'SELECT count(*) AS n, count(DISTINCT record) AS records FROM m_person'),
    );
    expect(store).toEqual([{ n: ROWS - BAD, records: ROWS - BAD }]);
  }, 120_000);
});
