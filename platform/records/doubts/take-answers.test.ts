import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actOnCase } from '../../cases/act-on-case.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { Problem } from '../../http/problem.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { stagedFile } from '../batches/staged-file.ts';
import type { Wanted } from '../decisions/wanted.ts';
import { openSealedFile } from '../work/seal-file.ts';
import { gatherDoubts } from './gather-doubts.ts';
import { registerDoubtRoutes } from './register-doubt-routes.ts';
import { sendDoorFacts } from './send-door-facts.ts';
import { decideFor, settleWith } from './settle-doubt.ts';
import { takeAnswers } from './take-answers.ts';

const database = withDatabase();
const app = withApp(database, [registerDoubtRoutes]);
const GRID = '610402001001001';
const HOME = 7001;
const made: Wanted[] = [];
/** Decides as the base would, without its pins: what counts here is that each is made once. */
const settle = settleWith(async (_ctx, actor, wanted) => {
  if (wanted.kind === 'split' || wanted.kind === 'merge') throw new Error('no door decides this');
  made.push(wanted);
  await database.owner.query(
    `insert into decision (kind, entities, data, case_id, account, reason) values ($1, $2, $3, $4, $5, $6)`,
    [
      wanted.kind,
      wanted.kind === 'correct' ? [wanted.entity] : [...wanted.entities],
      wanted.kind === 'correct' ? { field: wanted.field } : {},
      wanted.caseId,
      actor.account,
      wanted.reason,
    ],
  );
});

beforeAll(() => fillSmallDistrict(app.ctx));

beforeEach(async () => {
  made.length = 0;
  await database.owner.query(
    `delete from door_fact; delete from visit; delete from doubt; delete from decision; delete from entity;`,
  );
  await database.owner.query('delete from secret');
  for (const [id, value] of [
    ['a1', '13812345678'],
    ['a2', '13899995678'],
  ])
    await database.owner.query('insert into secret (id, kind, sealed) values ($1, $2, $3)', [
      id,
      'phone',
      app.ctx.sealer.sealJson(value),
    ]);
  const entity = (id: number, kind: string, label: string, fields: object) =>
    database.owner.query(
      `insert into entity (id, kind, area, label, fields, provenance, rows, hash, changed_at) values ($1, $2, $3, $4, $5, '{}', 1, 1, now())`,
      [id, kind, GRID, label, fields],
    );
  await entity(HOME, 'dwelling', '芙蓉小区3号楼2单元501室', { address: '芙蓉小区3号楼2单元501室', status: '02' });
  await entity(1, 'person', '王小明', { name: '王小明', sex: '1', birth: '1985-03-02', phone: { '§': 'a1' } });
  await entity(2, 'person', '王晓明', { name: '王晓明', sex: '1', birth: '1985-03-02' });
  const doubt = (id: number, kind: string, entities: number[], field: string | null, options: object[]) =>
    database.owner.query(
      `insert into doubt (id, kind, area, entities, door, field, options, same) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, kind, GRID, entities, HOME, field, JSON.stringify(options), `${kind}-${id}`],
    );
  await doubt(11, 'link', [1, 2], null, []);
  await doubt(12, 'conflict', [1], 'phone', [{ value: { '§': 'a1' } }, { value: { '§': 'a2' } }]);
  await doubt(13, 'vacancy', [HOME], null, []);
});

type Asked = {
  id: number;
  opened_at: Date;
  attributes: { form: { properties: Record<string, object> } };
  owner_post: number;
};
const casesNow = async () =>
  (await database.owner.query<Asked>(`select c.* from cases c join visit v on v.case_id = c.id order by c.id`)).rows;
const doubts = async () =>
  (await database.owner.query(`select id, state, answer->>'value' as answer, note, ask_after from doubt order by id`))
    .rows;
const act = async (found: Asked, name: string, data: Record<string, unknown>) =>
  actOnCase(app.ctx, await atPost(app.ctx, 1), caseNumber(found.id, found.opened_at), {
    actId: randomUUID(),
    act: name,
    data,
  });

describe('a visit to a door', () => {
  it('asks all that is open there in one case, for the grid worker, with nothing sensitive in it', async () => {
    expect(await gatherDoubts(app.ctx)).toEqual({ cases: 1, questions: 3, dropped: 0 });
    const [found] = await casesNow();
    expect(found?.owner_post).toBe(1);
    const text = JSON.stringify(found);
    for (const hidden of ['13812345678', '13899995678', '王小明', '王晓明']) expect(text).not.toContain(hidden);
    expect(found?.attributes.form.properties.d12).toMatchObject({
      enum: ['0', '1', 'neither', 'unknown'],
      'x-enum-zh': ['1381***5678', '1389***5678', '都不对', '问不清'],
    });
    expect(found?.attributes.form.properties.d11).toMatchObject({
      title: '「王小*，男，1985 年生」和「王晓*，男，1985 年生」是同一个人吗？',
    });
  });

  it('is not made twice: not while one is open, not soon after one, whoever gathers at once', async () => {
    const both = await Promise.all([gatherDoubts(app.ctx), gatherDoubts(app.ctx)]);
    expect(both.reduce((sum, one) => sum + one.cases, 0)).toBe(1);
    const [found] = await casesNow();
    await act(found as Asked, 'answer', { d11: 'unknown', d12: 'unknown', d13: 'unknown' });
    await takeAnswers(app.ctx, settle);
    expect(await doubts()).toMatchObject([{ state: 'open' }, { state: 'open' }, { state: 'open' }]);
    const day = 86_400_000;
    expect((await gatherDoubts(app.ctx, '', new Date(Date.now() + 40 * day))).cases).toBe(0);
    expect((await gatherDoubts(app.ctx, '', new Date(Date.now() + 91 * day))).cases).toBe(1);
  });

  it('asks the same thing once, however many doubts lead to it', async () => {
    await database.owner.query(
      `insert into doubt (id, kind, area, entities, door, options, same) values (14, 'stale', $1, array[$2::bigint], $2, '[]', 'stale-14')`,
      [GRID, HOME],
    );
    expect(await gatherDoubts(app.ctx)).toEqual({ cases: 1, questions: 3, dropped: 1 });
    expect((await doubts()).find((row) => row.id === 14)).toMatchObject({ state: 'dropped', note: 'settled-before' });
  });

  it('refuses an answer that the case does not ask for', async () => {
    await gatherDoubts(app.ctx);
    const [found] = await casesNow();
    await expect(act(found as Asked, 'answer', { d11: 'same', d12: '7', d13: '03' })).rejects.toMatchObject({
      status: 422,
    });
    await expect(act(found as Asked, 'answer', { d11: 'same' })).rejects.toMatchObject({ status: 422 });
  });

  it('brings its answers back: same, which is right, how the home is used', async () => {
    await gatherDoubts(app.ctx);
    const [found] = await casesNow();
    await act(found as Asked, 'answer', { d11: 'differ', d12: '1', d13: '03' });
    expect(await takeAnswers(app.ctx, settle)).toBe(3);
    expect(made).toEqual([
      { kind: 'correct', entity: 1, field: 'phone', value: { '§': 'a2' }, reason: '入户核实', caseId: found?.id },
      { kind: 'differ', entities: [1, 2], reason: '入户核实', caseId: found?.id },
    ]);
    expect(await doubts()).toMatchObject([
      { id: 11, state: 'answered', answer: 'differ' },
      { id: 12, state: 'answered', answer: '1' },
      { id: 13, state: 'answered', answer: '03' },
    ]);
    const { rows: facts } = await database.owner.query('select door, field, value, address from door_fact');
    expect(facts).toEqual([{ door: HOME, field: 'status', value: '03', address: '芙蓉小区3号楼2单元501室' }]);
    expect(await takeAnswers(app.ctx, settle)).toBe(0);
    expect(made).toHaveLength(2);
  });

  it('goes on where it was killed, and decides nothing twice', async () => {
    await gatherDoubts(app.ctx);
    const [found] = await casesNow();
    await act(found as Asked, 'answer', { d11: 'same', d12: '0', d13: '01' });
    let calls = 0;
    await expect(
      takeAnswers(app.ctx, async (ctx, actor, told) => {
        if (++calls === 3) throw new Error('killed');
        return settle(ctx, actor, told);
      }),
    ).rejects.toThrow('killed');
    expect(made).toHaveLength(1);
    expect(await doubts()).toMatchObject([{ state: 'asked' }, { state: 'asked' }, { state: 'asked' }]);
    expect(await takeAnswers(app.ctx, settle)).toBe(3);
    expect(made).toHaveLength(2);
    expect(await doubts()).toMatchObject([{ state: 'answered' }, { state: 'answered' }, { state: 'answered' }]);
  });

  it('leaves the doubts for later where nobody would answer, and asks again after a step back', async () => {
    await gatherDoubts(app.ctx);
    const [found] = await casesNow();
    await act(found as Asked, 'give_up', { result: 'declined' });
    await takeAnswers(app.ctx, settle);
    for (const row of await doubts()) {
      expect(row).toMatchObject({ state: 'open', note: 'declined' });
      expect(row.ask_after.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    }
    await actOnCase(app.ctx, await atPost(app.ctx, 2), caseNumber((found as Asked).id, (found as Asked).opened_at), {
      actId: randomUUID(),
      act: 'redo',
      note: '再去一次',
    });
    await takeAnswers(app.ctx, settle);
    expect(await doubts()).toMatchObject([{ state: 'asked' }, { state: 'asked' }, { state: 'asked' }]);
    expect((await gatherDoubts(app.ctx)).cases).toBe(0);
  });
});

describe('what was seen at a door', () => {
  it('goes to the import as a file of its own source, once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gewu-door-'));
    (app.ctx.config as { dataFolder: string }).dataFolder = folder;
    await database.owner.query(`insert into source (code, declaration, hash) values ('door-visits', '{}', '')`);
    await gatherDoubts(app.ctx);
    const [found] = await casesNow();
    await act(found as Asked, 'answer', { d11: 'unknown', d12: 'unknown', d13: '03' });
    await takeAnswers(app.ctx, settle);
    const batch = await sendDoorFacts(app.ctx);
    const { rows } = await database.owner.query('select sha256, partial from record_batch where id = $1', [batch]);
    expect(rows[0].partial).toBe(true);
    const bytes: Buffer[] = [];
    for await (const part of openSealedFile(app.ctx.config.secrets.sealKey, stagedFile(app.ctx.config, rows[0].sha256)))
      bytes.push(part);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(Buffer.concat(bytes).toString()).toBe(
      `门户编号,房屋地址,房屋状态,核实日期\n${HOME},"芙蓉小区3号楼2单元501室",空置,${today}\n`,
    );
    expect(await sendDoorFacts(app.ctx)).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});

describe('a decision at a door', () => {
  const wanted: Wanted = { kind: 'same', entities: [1, 2], reason: '', caseId: 1 };

  it('is the system’s where one of the two lies out of the post’s sight, and none where the base has moved on', async () => {
    const worker = await atPost(app.ctx, 1);
    const by: string[] = [];
    const seen = await decideFor(app.ctx, worker, wanted, async (_ctx, actor) => {
      by.push(actor.kind);
      if (actor.kind !== 'system') throw new Problem(404, 'not-found', { zh: '', en: '' });
    });
    expect([seen, by]).toEqual([true, ['staff', 'system']]);
    const merged = await decideFor(app.ctx, worker, wanted, async () => {
      throw new Problem(409, 'record.merged', { zh: '', en: '' });
    });
    expect(merged).toBe(false);
    const broken = decideFor(app.ctx, worker, wanted, async () => {
      throw new Error('disk full');
    });
    await expect(broken).rejects.toThrow('disk full');
  });
});

describe('the page of doubts', () => {
  it('shows them masked within one’s area, counts them by area, drops one with a reason', async () => {
    const desk = await atPost(app.ctx, 2);
    const { body } = await app.call<{ rows: { id: number; question: { title: { zh: string } } }[] }>(
      desk,
      'GET',
      '/api/records/doubts?state=open',
    );
    expect(body.rows.map((row) => row.id)).toEqual([13, 12, 11]);
    expect(JSON.stringify(body)).not.toMatch(/王小明|王晓明|13812345678/);
    const other = await atPost(app.ctx, 6);
    expect((await app.call<{ rows: [] }>(other, 'GET', '/api/records/doubts')).body.rows).toEqual([]);
    expect((await app.call(other, 'POST', '/api/records/doubts/11/drop', { reason: '重复' })).status).toBe(404);
    expect((await app.call(await atPost(app.ctx, 5), 'GET', '/api/records/doubts')).status).toBe(403);
    expect((await app.call(desk, 'POST', '/api/records/doubts/11/drop', { reason: '重复' })).status).toBe(204);
    expect((await app.call(desk, 'POST', '/api/records/doubts/11/drop', { reason: '重复' })).status).toBe(409);
    const counts = await app.call(await atPost(app.ctx, 4), 'GET', '/api/records/doubts/counts');
    expect(counts.body).toEqual([
      { area: '610402001', name: '人民路街道', open: 2, asked: 0, answered: 0, dropped: 1, visits: 0 },
    ]);
    expect((await app.call(desk, 'POST', '/api/records/doubts/gather', {})).body).toMatchObject({
      cases: 1,
      questions: 2,
    });
  });
});
