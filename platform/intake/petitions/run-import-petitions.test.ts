import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runClock } from '../../cases/run-clock.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { registerImportRoutes } from '../messages/register-import-routes.ts';
import { plantDistrict } from '../testing.ts';
import { measureReplies } from './measure-replies.ts';
import { runImportPetitions } from './run-import-petitions.ts';

const database = withDatabase();
const app = withApp(database, [registerImportRoutes]);
const folder = mkdtempSync(join(tmpdir(), 'gewu-petitions-'));

const FILE = `留言编号,留言用户,留言主题,留言时间,留言详情,答复意见,答复时间
1,A1,路灯不亮,2019/4/1 9:00:00,芙蓉社区门口路灯不亮,已修复,2019/4/3 9:00:00
2,A2,噪音,2019/4/1 10:00:00,半夜施工,已查处,2019/4/11 10:00:00
3,A3,垃圾,2019/4/2 10:00:00,垃圾成堆,,
4,A4,停水,2019/4/2 10:00:00,停水了,已通知,2019/4/1 10:00:00
5,A5,暖气,去年冬天,暖气不热,已回复,2019/4/9 10:00:00
6,A6,树,2019/4/5 0:00:00,树倒了,已清理,2019/4/9 0:00:00
`;

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
const steps = async (ticket: string) =>
  (
    await database.owner.query(
      `select s.act, s.to_state, s.at, s.account from step s join cases c on c.id = s.case_id where c.attributes->>'ticket' = $1 order by s.seq`,
      [ticket],
    )
  ).rows as { act: string; to_state: string; at: Date; account: string }[];

beforeAll(() => plantDistrict(database.owner));
beforeEach(() =>
  database.owner.query(
    'alter table step disable trigger all; truncate intake_batch, intake_row, cases, step cascade; alter table step enable trigger all',
  ),
);

describe('petitions', () => {
  it('account for every row, at the real times', async () => {
    const told: [number, number][] = [];
    const report = await runImportPetitions(app.ctx, write('a.csv', FILE), {
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(report).toMatchObject({
      state: 'done',
      rows: 6,
      opened: 4,
      answered: 3,
      period: { from: '2019-04-01', to: '2019-04-05' },
    });
    expect(report.refused.map((row) => [row.line, row.reasons[0]?.en])).toEqual([
      [5, 'The answer is older than the message'],
      [6, expect.stringContaining('cannot be read: 去年冬天')],
    ]);
    expect(told.at(-1)).toEqual([6, 6]);
    const { rows } = await database.owner.query(
      `select area, opened_at, handled_at, state, source, channel, contact, result from cases where attributes->>'ticket' = '1'`,
    );
    expect(rows[0]).toMatchObject({
      area: '610402002012',
      opened_at: new Date('2019-04-01T01:00:00Z'),
      handled_at: new Date('2019-04-03T01:00:00Z'),
      state: 'archived',
      source: 'resident',
      channel: 'file',
      result: 'explained',
    });
    expect(app.ctx.sealer.open(rows[0].contact).name).toBe('A1');
  });

  it('get from the clock what it would have done at the time', async () => {
    await runImportPetitions(app.ctx, write('a.csv', FILE));
    const nodes = await steps('2'); // ten days without an answer: warned, passed up, then answered, silent, closed, archived
    expect(nodes.map((node) => node.act)).toEqual(['report', 'warn', 'escalate', 'reply', 'silence', 'archive']);
    expect(nodes.map((node) => node.at).toSorted((a, b) => a.getTime() - b.getTime())).toEqual(
      nodes.map((node) => node.at),
    );
    expect(nodes[3]?.at).toEqual(new Date('2019-04-11T02:00:00Z'));
    expect(new Set(nodes.map((node) => node.account))).toEqual(new Set(['system']));
    expect((await steps('3')).map((node) => node.act)).toEqual(['report', 'warn', 'escalate']);
    expect(await runClock(app.ctx)).toBe(0); // nothing of the past is left to the present
  });

  it('are not doubled by the same file again', async () => {
    const file = write('a.csv', FILE);
    const first = await runImportPetitions(app.ctx, file);
    const again = await runImportPetitions(app.ctx, file);
    expect(again).toEqual(first);
    expect((await database.owner.query('select count(*)::int as n from cases')).rows[0].n).toBe(4);
  });

  it('have a median of replies that the file alone gives as well', async () => {
    expect(await measureReplies(readFileSync(write('a.csv', FILE)))).toEqual({ rows: 6, answered: 3, medianDays: 4 });
  });

  it('are shown to the district but left to the command line', async () => {
    const { batch } = await runImportPetitions(app.ctx, write('a.csv', FILE));
    const desk = staffAt('610402', 'district_desk');
    expect((await app.call(desk, 'GET', `/api/imports/${batch}`)).body).toMatchObject({
      kind: 'petitions',
      state: 'done',
      accepted: 4,
      refused: 2,
    });
    for (const act of ['cancel', 'withdraw'])
      expect((await app.call(desk, 'POST', `/api/imports/${batch}/${act}`)).status).toBe(409);
  });

  it('without text or time are refused before anything is opened', async () => {
    await expect(runImportPetitions(app.ctx, write('b.csv', '甲,乙\n1,2\n'))).rejects.toMatchObject({
      code: 'mapping.incomplete',
    });
    expect((await database.owner.query('select count(*)::int as n from cases')).rows[0].n).toBe(0);
  });
});
