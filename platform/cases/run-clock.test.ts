import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '../access/actor.ts';
import { atPost, fillSmallDistrict, resident } from '../testing/small-district.ts';
import { withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { actOnCase } from './act-on-case.ts';
import { caseIdOf } from './case-number.ts';
import { openCase } from './open-case.ts';
import { runClock } from './run-clock.ts';

const database = withDatabase();
const app = withApp(database, []);
const citizen = resident('r1');
const at = (text: string) => new Date(`${text}+08:00`);
/** A Tuesday without holidays around it. */
const TUESDAY = '2026-11-10T09:00:00';
let desk: Actor, housing: Actor;

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  [desk, housing] = (await Promise.all([2, 5].map((id) => atPost(app.ctx, id)))) as [Actor, Actor];
});
beforeEach(() => runClock(app.ctx, at('2027-06-01T00:00:00')));

const open = async (when: string, urgency: 'critical' | 'normal' = 'normal') =>
  (
    await openCase(app.ctx, SYSTEM, {
      actId: randomUUID(),
      description: '路灯不亮',
      area: '610402001001001',
      urgency,
      at: at(when),
    })
  ).number;
const row = async (number: string) =>
  (
    await database.owner.query(
      'select state, warned, overdue_at, escalated_to, marks, stage_due_at, due_at, tick_at from cases where id = $1',
      [caseIdOf(number)],
    )
  ).rows[0];
const acts = async (number: string) =>
  (
    await database.owner.query<{ act: string }>('select act from step where case_id = $1 order by seq', [
      caseIdOf(number),
    ])
  ).rows.map(({ act }) => act);

describe('the clock', () => {
  it('warns at 80 % and escalates at 100 %, one level a limit, with nobody asking', async () => {
    const number = await open(TUESDAY); // accept within one or two working hours
    const { stage_due_at } = await row(number);
    const limit = stage_due_at.getTime() - at(TUESDAY).getTime();
    await runClock(app.ctx, new Date(at(TUESDAY).getTime() + 0.79 * limit));
    expect(await acts(number)).toEqual(['report']);
    await runClock(app.ctx, new Date(at(TUESDAY).getTime() + 0.81 * limit));
    expect(await acts(number)).toEqual(['report', 'warn']);
    await runClock(app.ctx, stage_due_at);
    expect(await row(number)).toMatchObject({ escalated_to: '610402001001', overdue_at: stage_due_at });
    await runClock(app.ctx, new Date(stage_due_at.getTime() + limit));
    expect((await row(number)).escalated_to).toBe('610402001');
    await runClock(app.ctx, new Date(stage_due_at.getTime() + 2 * limit));
    expect(await row(number)).toMatchObject({ escalated_to: '610402', tick_at: null });
    expect(await acts(number)).toEqual(['report', 'warn', 'escalate', 'escalate', 'escalate']);
  });

  it('says once what it missed while the server was down', async () => {
    const number = await open(TUESDAY);
    await runClock(app.ctx, at('2026-11-20T09:00:00'));
    expect(await acts(number)).toEqual(['report', 'escalate']);
    await runClock(app.ctx, at('2026-11-20T09:00:00'));
    expect(await acts(number)).toEqual(['report', 'escalate']);
  });

  it('runs critical cases through the night', async () => {
    const number = await open('2026-11-14T23:00:00', 'critical'); // a Saturday
    await runClock(app.ctx, at('2026-11-14T23:06:00'));
    expect((await row(number)).overdue_at).not.toBeNull();
  });

  it('never resets the limit of the whole case when it is handed on', async () => {
    const number = await open(TUESDAY);
    const act = (actor: Actor, name: string, more = {}) =>
      actOnCase(app.ctx, actor, number, { actId: randomUUID(), act: name, ...more });
    await act(desk, 'accept');
    const { due_at } = await row(number);
    await act(desk, 'dispatch', { target: 5 });
    await act(housing, 'take');
    await act(housing, 'transfer', { target: 7, note: '应由水利局办理' });
    expect((await row(number)).due_at).toEqual(due_at);
  });

  it('rests while paused and goes on with what was left', async () => {
    const number = (
      await openCase(app.ctx, citizen, { actId: randomUUID(), description: '路灯不亮', area: '610402001001001' })
    ).number;
    const act = (actor: Actor, name: string, more = {}) =>
      actOnCase(app.ctx, actor, number, { actId: randomUUID(), act: name, ...more });
    await act(desk, 'accept');
    await act(desk, 'dispatch', { target: 5 });
    await act(housing, 'take');
    await act(housing, 'pause', { data: { reason: 'no_access' } });
    const paused = await row(number);
    expect(paused.tick_at).toBeNull();
    await runClock(app.ctx, new Date(Date.now() + 300 * 86_400_000));
    expect((await row(number)).overdue_at).toBeNull();
    await act(housing, 'resume');
    const resumed = await row(number);
    expect(resumed.tick_at).not.toBeNull();
    expect(Math.abs(resumed.stage_due_at.getTime() - paused.stage_due_at.getTime())).toBeLessThan(60_000);
  });

  it('closes a case after the reporter stayed silent, and archives it later', async () => {
    const number = await open(TUESDAY);
    await actOnCase(app.ctx, SYSTEM, number, {
      actId: randomUUID(),
      act: 'reply',
      note: '已答复',
      at: at('2026-11-11T10:00:00'),
    });
    expect((await row(number)).state).toBe('rating');
    await runClock(app.ctx, at('2026-11-17T10:00:00'));
    expect((await row(number)).state).toBe('rating');
    await runClock(app.ctx, at('2026-11-18T10:00:01'));
    expect((await row(number)).state).toBe('closed');
    await runClock(app.ctx, at('2026-12-20T10:00:00'));
    expect((await row(number)).state).toBe('archived');
  });
});
