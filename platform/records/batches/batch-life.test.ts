import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withDatabase } from '../../testing/with-database.ts';
import { queryRows } from '../entities/run-statements.ts';
import { policeFile as file, policeRow as row } from '../testing/make-rows.ts';
import { withRecords } from '../testing/with-records.ts';
import { kindsOf, mentionTable } from '../work/store-tables.ts';
import { runBatch } from './run-batch.ts';

const database = withDatabase();
const records = withRecords(database);
const SOURCE = 'police-households';
const rows = async () =>
  (
    await database.owner.query(
      `select r.fields->>'登记编号' as key, r.fields->>'姓名' as name, r.vanished_at is not null as gone, r.id from record r join source s on s.id = r.source where s.code = $1 order by 1`,
      [SOURCE],
    )
  ).rows as { key: string; name: string; gone: boolean; id: number }[];
const names = async () => (await rows()).map(({ key, name, gone }) => `${key} ${name}${gone ? ' gone' : ''}`);

/** Everything the store says, in an order of its own. */
const dump = () =>
  records.inStore(async ({ db, base }) => {
    // of the addresses those that rows still have; the dictionary keeps what it once read
    const known = 'address WHERE dwelling_key IS NOT NULL';
    const tables = ['row_state', known, ...kindsOf(base).map(mentionTable)];
    const all: Record<string, string[]> = {};
    // how a row was written is told by the file alone
    const columns = (table: string) => (table === 'row_state' ? '* EXCLUDE (sum)' : '*');
    for (const table of tables)
      all[table] = (
        await queryRows(db, `SELECT t::VARCHAR AS row FROM (SELECT ${columns(table)} FROM ${table}) t ORDER BY 1`)
      ).map((each) => String(each.row));
    return all;
  });

describe('the life of a source', () => {
  it('loads in chunks, and knows the same file again', async () => {
    const text = file(...Array.from({ length: 25 }, (_, i) => row(i + 10)));
    expect(await records.importFile(SOURCE, text, { chunk: 10 })).toMatchObject({ state: 'done', inserted: 25 });
    const before = await rows();
    expect(await records.importFile(SOURCE, text)).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 25,
      vanished: 0,
    });
    expect(await rows()).toEqual(before);
  });

  it('tells new, changed, vanished and returning rows apart, and keeps what was said before', async () => {
    const most = Array.from({ length: 23 }, (_, i) => row(i + 12));
    const next = await records.importFile(SOURCE, file(...most.slice(1), row(12, { 姓名: '王大明' }), row(90)));
    expect(next).toMatchObject({ rows_in: 24, inserted: 1, updated: 1, unchanged: 22, quarantined: 0, vanished: 2 });
    expect(await names()).toEqual(
      expect.arrayContaining(['10 王小明 gone', '11 王小明 gone', '12 王大明', '90 王小明']),
    );
    const { rows: past } = await database.owner.query("select fields->>'姓名' as name, until_batch from record_past");
    expect(past).toEqual([{ name: '王小明', until_batch: next.id }]);
    // part of the rows: nothing vanishes, and who is back is back under the same id
    const before = await rows();
    const back = await records.importFile(SOURCE, file(row(10)), { partial: true });
    expect(back).toMatchObject({ inserted: 0, updated: 1, vanished: 0 });
    expect((await rows()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await names()).toContain('10 王小明');
  });

  it('does not take a row for vanished that came but could not be taken, and takes it once it is mended', async () => {
    const good = (await rows()).filter(({ gone }) => !gone).map(({ key, name }) => row(key, { 姓名: name }));
    const bad = good.map((cells) => (cells[0] === '13' ? row(13, { 公民身份号码: '610402199001020010' }) : cells));
    expect(await records.importFile(SOURCE, file(...bad))).toMatchObject({ quarantined: 1, vanished: 0 });
    expect(await names()).toContain('13 王小明');
    const mended = await records.importFile(SOURCE, file(row(13, { 姓名: '王中明' })), { partial: true });
    expect(mended).toMatchObject({ rows_in: 1, updated: 1 });
    expect(await names()).toContain('13 王中明');
  });

  it('notes which mentions changed or went, once each, until linkage has seen them', async () => {
    await records.inStore(({ db }) => db.run('DELETE FROM changed'));
    const change = (cells: Parameters<typeof row>[1]) =>
      records.importFile(SOURCE, file(row(14, cells)), { partial: true });
    const noted = () =>
      records.inStore(({ db }) => queryRows(db, 'SELECT kind, mention % 8 AS part, gone FROM changed ORDER BY part'));
    const nowhere = { 户籍地址: '不详不详不详' };
    await change(nowhere);
    await change({ ...nowhere, 姓名: '王新明' });
    expect(await noted()).toEqual([
      { kind: 'person', part: 0, gone: false },
      { kind: 'household', part: 1, gone: false },
      { kind: 'dwelling', part: 2, gone: true },
    ]);
    await change({});
    expect(await noted()).toEqual([
      { kind: 'person', part: 0, gone: false },
      { kind: 'household', part: 1, gone: false },
      { kind: 'dwelling', part: 2, gone: false },
    ]);
  });

  it('stops where somebody stopped it, and leaves the store where PostgreSQL is', async () => {
    const id = await records.stage(SOURCE, file(...Array.from({ length: 30 }, (_, i) => row(i + 200))), {
      partial: true,
    });
    const batch = await records.inStore((store) =>
      runBatch(records.ctx, store, id, {
        chunk: 10,
        onProgress: (phase, done) => {
          if (phase === 'loading' && done === 10)
            void database.owner.query(
              "update record_batch set state = 'cancelled', finished_at = now() where id = $1",
              [id],
            );
        },
      }),
    );
    expect(batch.state).toBe('cancelled');
    expect(batch.inserted).toBe(batch.done_rows);
    const known = await records.inStore(({ db }) => queryRows(db, 'SELECT count(*) AS n FROM row_state'));
    expect(known).toEqual([{ n: (await rows()).length }]);
  });

  it('builds a lost store anew, equal to the one that was lost', async () => {
    const before = await dump();
    rmSync(join(records.ctx.config.dataFolder, 'records/work.duckdb.sealed'));
    expect(await dump()).toEqual(before);
  });

  it('leaves no name readable in the data folder', () => {
    const found: string[] = [];
    const walk = (path: string) => {
      if (statSync(path).isDirectory()) for (const name of readdirSync(path)) walk(join(path, name));
      else if (readFileSync(path).includes('王小明')) found.push(path);
    };
    walk(records.ctx.config.dataFolder);
    expect(found).toEqual([]);
    expect(readdirSync(join(records.ctx.config.dataFolder, 'records')).sort()).toEqual(['files', 'work.duckdb.sealed']);
  });
});
