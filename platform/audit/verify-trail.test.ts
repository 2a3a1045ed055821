import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { actOnCase } from '../cases/act-on-case.ts';
import { caseIdOf } from '../cases/case-number.ts';
import { openCase } from '../cases/open-case.ts';
import { revealContact } from '../cases/reveal-contact.ts';
import { atPost, fillSmallDistrict } from '../testing/small-district.ts';
import { withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { sealTrail } from './seal-trail.ts';
import { verifyTrail } from './verify-trail.ts';

const database = withDatabase();
const app = withApp(database, []);
const numbers: string[] = [];

/** What somebody with the owner's password could do behind the application's back; undone afterwards. */
async function tampered(sql: string): Promise<{ where: string; what: string }[]> {
  const owner = await database.owner.connect();
  try {
    await owner.query('set session_replication_role = replica'); // triggers off
    await owner.query(
      'create table keep_step as table step; create table keep_cases as select id, head, steps from cases; create table keep_event as table audit_event; create table keep_seal as table audit_seal',
    );
    await owner.query(sql);
    const { faults } = await verifyTrail(database.pool);
    return faults;
  } finally {
    await owner.query(`delete from step; insert into step overriding system value select * from keep_step;
      update cases set head = k.head, steps = k.steps from keep_cases k where k.id = cases.id; delete from audit_event; insert into audit_event overriding system value select * from keep_event;
      delete from audit_seal; insert into audit_seal select * from keep_seal; drop table keep_step, keep_cases, keep_event, keep_seal; set session_replication_role = origin`);
    owner.release();
  }
}

/** Transactions of other test files hold a seal back: the cluster is shared, and a seal waits for the oldest of them. */
async function sealAll(): Promise<void> {
  for (let sealed = 0; sealed < 9 + 1; await new Promise((done) => setTimeout(done, 50))) {
    const now = await sealTrail(database.pool);
    sealed += now.step + now.audit_event;
  }
}

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  const desk = await atPost(app.ctx, 2);
  for (let i = 0; i < 3; i++) {
    const { number } = await openCase(app.ctx, desk, {
      actId: randomUUID(),
      description: `第${i}件`,
      area: '610402001001',
      contact: { name: '张三', phone: '13900001111' },
    });
    await actOnCase(app.ctx, desk, number, {
      actId: randomUUID(),
      act: 'accept',
      data: { urgency: 'urgent' },
      note: '受理',
    });
    await actOnCase(app.ctx, desk, number, { actId: randomUUID(), act: 'note', note: '已联系' });
    numbers.push(number);
  }
  await revealContact(app.ctx, desk, numbers[0] as string, '核实');
  await sealAll();
});

describe('the trail', () => {
  it('is whole when nobody touched it', async () => {
    expect(await verifyTrail(database.pool)).toMatchObject({ steps: 9, events: 1, faults: [] });
    expect(await sealTrail(database.pool)).toEqual({ step: 0, audit_event: 0 });
  });

  it.each([
    [
      'a changed note',
      (id: number) => `update step set note = '改过' where case_id = ${id} and seq = 3`,
      (id: number) => `case ${id} step 3`,
    ],
    [
      'a changed time',
      (id: number) => `update step set at = at + interval '1 hour' where case_id = ${id} and seq = 2`,
      (id: number) => `case ${id} step 2`,
    ],
    [
      'a changed doer',
      (id: number) => `update step set account = 'p9' where case_id = ${id} and seq = 2`,
      (id: number) => `case ${id} step 2`,
    ],
    [
      'a step taken out',
      (id: number) => `delete from step where case_id = ${id} and seq = 2`,
      (id: number) => `case ${id} step 3`,
    ],
    [
      'the last step taken out',
      (id: number) => `delete from step where case_id = ${id} and seq = 3`,
      (id: number) => `case ${id}`,
    ],
    [
      'the last step taken out and the row set back',
      (id: number) =>
        `delete from step where case_id = ${id} and seq = 3; update cases set steps = 2, head = (select hash from step where case_id = ${id} and seq = 2) where id = ${id}`,
      () => 'seal step',
    ],
    ['all steps of a case taken out', (id: number) => `delete from step where case_id = ${id}`, () => 'seal step'],
    ['a look taken out', () => 'delete from audit_event', () => 'seal audit_event'],
    ['a changed purpose', () => `update audit_event set data = '{"purpose":"x"}'`, () => 'audit 1'],
    ['a changed seal', () => `update audit_seal set rows = rows - 1 where stream = 'step'`, () => 'seal step'],
  ])('shows %s and where', async (_name, sql, where) => {
    const id = caseIdOf(numbers[1] as string) as number;
    const faults = await tampered(sql(id));
    expect(faults.map((fault) => fault.where).filter((place) => place.startsWith(where(id)))).not.toEqual([]);
    expect((await verifyTrail(database.pool)).faults).toEqual([]);
  });
});
