import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { actOnCase } from '../../cases/act-on-case.ts';
import { caseNumber } from '../../cases/case-number.ts';
import type { Context } from '../../http/context.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { runBatch } from '../batches/run-batch.ts';
import { decide } from '../decisions/decide.ts';
import { linkRecords } from '../entities/link-records.ts';
import { setPlainWeights } from '../testing/plain-weights.ts';
import { addressOf, fileOf, numberOf } from '../testing/sample-rows.ts';
import { withRecords } from '../testing/with-records.ts';
import { gatherDoubts } from './gather-doubts.ts';
import { sendDoorFacts } from './send-door-facts.ts';
import { settleWith } from './settle-doubt.ts';
import { takeAnswers } from './take-answers.ts';
import type { DieOrder } from './testing/take-and-die.ts';

const database = withDatabase();
const app = withApp(database, []);
beforeAll(() => fillSmallDistrict(app.ctx));
const records = withRecords(database);
const WANG = numberOf('61040219900102001');
let ctx: Context;

const police = [
  { 登记编号: '1', 姓名: '王小明', 公民身份号码: WANG, 户号: 'H1', 户籍地址: addressOf('501'), 更新日期: '2026-10-01' },
];
const social = [
  { 参保记录号: '1', 社会保障号: WANG, 姓名: '王晓明', 居住地址: addressOf('501'), 变更日期: '2026-09-01' },
];
const link = () => records.inStore((store) => linkRecords(records.ctx, store, { today: '2026-11-20' }));
const one = async <T>(query: string): Promise<T> => (await database.owner.query(query)).rows[0];

beforeAll(async () => {
  ctx = { ...app.ctx, config: { ...app.ctx.config, dataFolder: records.ctx.config.dataFolder } };
  await setPlainWeights(database.owner);
  await records.importFile('police-households', fileOf('police-households', police));
  await records.importFile('social-security', fileOf('social-security', social));
  await link();
});

describe('from the base to the door and back', { timeout: 180_000 }, () => {
  it('asks what real rows disagree about, and survives kill -9 between a decision and its record', async () => {
    const home = await one<{ id: number; area: string }>(`select id, area from entity where kind = 'dwelling'`);
    await database.owner.query(
      `insert into doubt (kind, area, entities, door, options, same) values ('vacancy', $1, array[$2::bigint], $2, '[]', 'vacancy-test') on conflict do nothing`,
      [home.area, home.id],
    );
    const raised = await one<{ id: number; options: { value: string }[] }>(
      `select id, options from doubt where kind = 'conflict' and field = 'name'`,
    );
    const vacancy = await one<{ id: number }>(`select id from doubt where kind = 'vacancy'`);
    expect(raised.options.map(({ value }) => value).sort()).toEqual(['王小明', '王晓明']);
    expect(await gatherDoubts(ctx)).toMatchObject({ cases: 1, questions: 2 });

    const found = await one<{ id: number; opened_at: Date; owner_post: number }>(
      'select id, opened_at, owner_post from cases',
    );
    await actOnCase(ctx, await atPost(ctx, found.owner_post), caseNumber(found.id, found.opened_at), {
      actId: randomUUID(),
      act: 'answer',
      data: {
        [`d${raised.id}`]: String(raised.options.findIndex(({ value }) => value === '王晓明')),
        [`d${vacancy.id}`]: '03',
      },
    });
    await takeAndDie();
    const before = await database.owner.query(`select state from doubt where state = 'asked'`);
    expect(before.rowCount).toBe(2);
    expect(await takeAnswers(ctx, settleWith(decide))).toBe(2);
    const { rows: made } = await database.owner.query('select kind, case_id from decision');
    expect(made).toEqual([{ kind: 'correct', case_id: found.id }]);
    expect(await one(`select fields->>'name' as name from entity where kind = 'person'`)).toEqual({ name: '王晓明' });
    expect(await one(`select count(*) as n from doubt where state = 'answered'`)).toEqual({ n: 2 });
  });

  it('brings what was seen at the door into the base as a row with its source, and no later run undoes either', async () => {
    const batch = (await sendDoorFacts(ctx)) as number;
    const done = await records.inStore((store) => runBatch(records.ctx, store, batch));
    expect(done).toMatchObject({ state: 'done', inserted: 1, quarantined: 0 });
    await link();
    expect(await one(`select fields->>'status' as status from entity where kind = 'dwelling'`)).toEqual({
      status: '03',
    });
    expect(await one(`select fields->>'name' as name from entity where kind = 'person'`)).toEqual({ name: '王晓明' });
    expect((await gatherDoubts(ctx)).cases).toBe(0);
  });
});

/** Another server takes the answers and is killed after its first decision. */
function takeAndDie(): Promise<void> {
  const child = fork(join(import.meta.dirname, 'testing/take-and-die.ts'), { execArgv: [] });
  const order: DieOrder = { url: database.url, config: ctx.config, after: 1 };
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`ended with ${code}`))));
  });
}
