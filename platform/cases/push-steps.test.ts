import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '../access/actor.ts';
import { registerPushRoutes } from '../push/register-push-routes.ts';
import { sendPushes } from '../push/send-pushes.ts';
import { type PushService, startPushService } from '../push/testing.ts';
import { atPost, fillSmallDistrict, resident } from '../testing/small-district.ts';
import { withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { caseNumber } from './case-number.ts';
import { planReport } from './plan-report.ts';
import { pushSteps } from './push-steps.ts';
import { registerCaseRoutes } from './routes/register-case-routes.ts';
import { writeReport } from './write-reports.ts';

const database = withDatabase();
let service: PushService;
const app = withApp(database, [
  registerCaseRoutes,
  (server, ctx) => registerPushRoutes(server, ctx, (endpoint) => service.isOwn(endpoint)),
]);
const citizen = resident('r1');
let worker: Actor, desk: Actor, housing: Actor;

beforeAll(async () => {
  service = await startPushService();
  await fillSmallDistrict(app.ctx);
  [worker, desk, housing] = (await Promise.all([1, 2, 5].map((id) => atPost(app.ctx, id)))) as [Actor, Actor, Actor];
  for (const [actor, name] of [
    [worker, 'worker'],
    [citizen, 'citizen'],
    [desk, 'desk'],
  ] as const)
    await app.call(actor, 'POST', '/api/push', {
      ...service.subscribe(name),
      face: actor === citizen ? 'resident' : 'field',
      language: 'zh',
    });
  await pushSteps(app.ctx);
});
afterAll(() => service.close());

const act = (actor: Actor, number: string, name: string, more: object = {}) =>
  app.call<{ state: string }>(actor, 'POST', `/api/cases/${number}/acts`, { actId: randomUUID(), act: name, ...more });
const look = async () => {
  // two servers look at once
  await Promise.all([pushSteps(app.ctx), pushSteps(app.ctx)]);
  // a transaction of somebody else holds the horizon back as long as it runs
  for (let behind = true; behind; ) {
    await pushSteps(app.ctx);
    const { rows } = await database.owner.query(
      'select c.horizon::xid8 <= (select xid from step order by xid desc limit 1) as behind from push_cursor c',
    );
    behind = rows[0].behind === true;
  }
  await sendPushes(app.ctx, service.send);
  return service.received.splice(0).map(({ phone, payload }) => [phone, payload.kind, payload.url, payload.body]);
};

it('tells a grid worker of a task that is new, a resident of each move of their matter, and nobody of their own acts', async () => {
  const { body } = await app.call<{ number: string }>(citizen, 'POST', '/api/cases', {
    actId: randomUUID(),
    description: '小区门口井盖破损',
    area: '610402001001001',
    matter: 'M01001',
  });
  expect((await look()).filter(([phone]) => phone === 'citizen')).toEqual([]);
  await act(desk, body.number, 'accept', { data: { urgency: 'normal' } });
  expect(await look()).toEqual([
    ['citizen', 'case', `/resident/cases/${body.number}`, expect.stringMatching(/^现在：./)],
  ]);
  await act(desk, body.number, 'note', { note: '已电话联系' });
  expect(await look()).toEqual([]);
  // of several moves at once the last is told
  await act(desk, body.number, 'dispatch', { target: 5 });
  await act(housing, body.number, 'take');
  expect(await look()).toHaveLength(1);
  expect(await look()).toEqual([]);
});

it('tells the worker whose turn it is, save where the phone rings for it already', async () => {
  const open = async (urgency: 'urgent' | 'critical') => {
    const report = await planReport(app.ctx, SYSTEM, {
      actId: randomUUID(),
      procedure: 'device-alarm',
      title: '烟雾报警',
      description: '烟雾报警',
      area: '610402001001001',
      urgency,
      source: 'device',
      channel: 'device',
    });
    await writeReport(app.ctx.writer, report);
    return caseNumber(report.row.id, report.row.opened_at);
  };
  const number = await open('urgent');
  await open('critical');
  expect(await look()).toEqual([['worker', 'task', `/field/case/${number}`, '点开查看']]);
});
