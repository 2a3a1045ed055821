import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import { atPost, fillSmallDistrict, resident } from '../testing/small-district.ts';
import { staffAt, withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import type { PushNote } from './push-note.ts';
import { queuePush } from './queue-push.ts';
import { registerPushRoutes } from './register-push-routes.ts';
import { sendPushes } from './send-pushes.ts';
import { type PushService, startPushService } from './testing.ts';

const database = withDatabase();
let service: PushService;
const app = withApp(database, [
  (server, ctx) => registerPushRoutes(server, ctx, (endpoint) => service.isOwn(endpoint)),
]);
const mother = resident('r1');
let worker: Actor;

beforeAll(async () => {
  service = await startPushService();
  await fillSmallDistrict(app.ctx);
  worker = await atPost(app.ctx, 1);
});
afterAll(() => service.close());

const note = (topic: string, more: Partial<PushNote> = {}): PushNote => ({
  kind: 'call',
  ref: '7',
  topic,
  urgency: 'high',
  ttl: 90,
  title: { zh: `烟雾报警 ${topic}`, en: `Smoke ${topic}` },
  body: { zh: '请打开', en: 'Open' },
  path: { field: '/', resident: '/alarms', console: '/devices/alarms' },
  call: { alarm: 7, sentAt: '2026-01-01T00:00:00.000Z' },
  ...more,
});
const subscribe = async (actor: Actor, name: string, more: object = {}) => {
  const face = actor.kind === 'resident' ? 'resident' : 'field';
  const phone = service.subscribe(name);
  const answer = await app.call<{ id: number }>(actor, 'POST', '/api/push', {
    ...phone,
    face,
    language: 'zh',
    ...more,
  });
  expect(answer.status).toBe(200);
  return { ...phone, id: answer.body.id };
};
const tell = (accounts: string[], one: PushNote, now?: Date) =>
  withSystem(app.ctx.pool, (_db, client) => queuePush(client, accounts, one, now));
const got = (name: string) => service.received.filter(({ phone }) => phone === name);
const notes = async (name: string) =>
  (
    await app.ctx.writer.query(
      'select n.topic, n.tries, n.failed, n.sent_at, n.next_at from push_note n where n.topic like $1 order by n.id',
      [`${name}%`],
    )
  ).rows;

describe('a note', () => {
  it('reaches every phone of an account, sealed for its keys, signed, with its time to live, in its language', async () => {
    await subscribe(mother, 'm1');
    await subscribe(mother, 'm2', { language: 'en' });
    expect(await tell(['r1', 'r2', 'r1'], note('both'))).toBe(2);
    expect(await sendPushes(app.ctx, service.send)).toBe(2);
    expect(got('m1')).toMatchObject([
      {
        urgency: 'high',
        topic: 'both',
        vapid: true,
        payload: {
          kind: 'call',
          title: '烟雾报警 both',
          body: '请打开',
          tag: 'both',
          url: '/resident/alarms',
          call: { alarm: 7 },
          actions: [{ action: 'acknowledge', title: '我已知晓' }, { action: 'open' }],
        },
      },
    ]);
    expect(got('m1')[0]?.ttl).toBeGreaterThan(80);
    expect(got('m2')).toMatchObject([{ payload: { title: 'Smoke both', actions: [{ title: 'I have seen it' }, {}] } }]);
    expect(await sendPushes(app.ctx, service.send)).toBe(0);
  });

  it('that waits gives its place to the next on its topic; of one that is rolled back nothing is sent', async () => {
    await subscribe(mother, 'again');
    await tell(['r1'], note('repeat'));
    await tell(['r1'], note('repeat', { title: { zh: '第二次', en: 'second' } }));
    await expect(
      withSystem(app.ctx.pool, async (_db, client) => {
        await queuePush(client, ['r1'], note('never'));
        throw new Error('rolled back');
      }),
    ).rejects.toThrow();
    await sendPushes(app.ctx, service.send);
    expect(got('again').map(({ topic, payload }) => [topic, payload.title])).toEqual([['repeat', '第二次']]);
  });

  it('that comes while the one before is on its way is sent too', async () => {
    await subscribe(resident('r2'), 'overtaken');
    await tell(['r2'], note('over'));
    await sendPushes(app.ctx, async (phone, payload, options) => {
      await tell(['r2'], note('over', { title: { zh: '新的', en: 'new' } }));
      return service.send(phone, payload, options);
    });
    await sendPushes(app.ctx, service.send);
    expect(got('overtaken').map(({ payload }) => payload.title)).toEqual(['烟雾报警 over', '新的']);
    expect(await notes('over')).toMatchObject([{ failed: null, next_at: null, sent_at: expect.any(Date) }]);
  });

  it('is tried again, later and later, while the service cannot take it, and given up when it is worth nothing', async () => {
    const start = Date.now();
    await subscribe(resident('r2'), 'busy');
    service.answer('overtaken', 410);
    service.answer('busy', 503);
    await tell(['r2'], note('later', { ttl: 600 }), new Date(start));
    await sendPushes(app.ctx, service.send, new Date(start));
    const [, busy] = (await notes('later')).sort((a, b) => Number(b.failed === 'gone') - Number(a.failed === 'gone'));
    expect(busy).toMatchObject({ tries: 1, next_at: new Date(start + 2000) });
    expect(await sendPushes(app.ctx, service.send, new Date(start + 1000))).toBe(0);
    service.answer('busy', 429, { 'retry-after': '60' });
    expect(await sendPushes(app.ctx, service.send, new Date(start + 2000))).toBe(1);
    expect((await notes('later')).find((row) => row.failed === null)?.next_at).toEqual(new Date(start + 62_000));
    service.answer('busy', 201);
    expect(await sendPushes(app.ctx, service.send, new Date(start + 62_000))).toBe(1);
    expect(got('busy').map(({ topic }) => topic)).toEqual(['later']);
    await tell(['r2'], note('late', { ttl: 5 }), new Date(start));
    expect(await sendPushes(app.ctx, service.send, new Date(start + 6000))).toBe(0);
    expect((await notes('late')).find(({ topic }) => topic === 'late')).toMatchObject({ failed: 'expired', tries: 0 });
  });

  it('for a phone that is gone removes the phone; one that is refused is not sent again', async () => {
    for (const [name, status] of [
      ['gone', 410],
      ['lost', 404],
    ] as const) {
      await subscribe(worker, name);
      service.answer(name, status);
    }
    await subscribe(worker, 'stern');
    service.answer('stern', 403);
    await tell(['p1'], note('end'));
    await tell(['p1'], note('end2'));
    await sendPushes(app.ctx, service.send);
    expect((await notes('end')).map(({ failed }) => failed).sort()).toEqual([
      'gone',
      'gone',
      'gone',
      'gone',
      'refused',
      'refused',
    ]);
    expect(await sendPushes(app.ctx, service.send)).toBe(0);
    const { body } = await app.call<{ rows: { endpoint: string }[] }>(worker, 'GET', '/api/push');
    expect(body.rows.map(({ endpoint }) => endpoint.split('/').at(-1))).toEqual(['stern']);
  });
});

describe('a phone', () => {
  it('is kept, listed and forgotten by its own account alone', async () => {
    const phone = await subscribe(worker, 'own');
    const endpoints = async (actor: Actor) =>
      (await app.call<{ rows: { endpoint: string }[] }>(actor, 'GET', '/api/push')).body.rows.map(
        (row) => row.endpoint,
      );
    expect(await endpoints(worker)).toContain(phone.endpoint);
    expect(await endpoints(mother)).not.toContain(phone.endpoint);
    await app.call(mother, 'POST', '/api/push/forget', { endpoint: phone.endpoint });
    expect(await endpoints(worker)).toContain(phone.endpoint);
    await app.call(worker, 'POST', '/api/push/forget', { endpoint: phone.endpoint });
    expect(await endpoints(worker)).not.toContain(phone.endpoint);
    const direct = await app.call(staffAt('610402', 'auditor'), 'GET', '/api/push');
    expect(direct.status).toBe(403);
    expect((await app.call(undefined, 'GET', '/api/push')).status).toBe(401);
  });

  it('goes over to who signs in on it next, with all that waited for the one before forgotten', async () => {
    const phone = await subscribe(worker, 'shared');
    await tell(['p1'], note('secret'));
    const again = { ...phone, id: undefined, face: 'field', language: 'zh' };
    const desk = await atPost(app.ctx, 2);
    expect((await app.call(desk, 'POST', '/api/push', again)).status).toBe(200);
    await sendPushes(app.ctx, service.send);
    expect(got('shared')).toEqual([]);
    await tell(['p2'], note('mine'));
    await sendPushes(app.ctx, service.send);
    expect(got('shared')).toHaveLength(1);
    // who knows the address alone cannot take the phone away
    const stolen = { ...again, keys: service.subscribe('thief').keys };
    expect((await app.call(mother, 'POST', '/api/push', stolen)).status).toBe(409);
  });

  it('is refused where its address is no push service or its key no point; the oldest gives way to a ninth', async () => {
    const phone = service.subscribe('bad');
    const body = { ...phone, face: 'resident', language: 'zh' };
    for (const [change, status] of [
      [{ endpoint: 'https://10.0.0.1/x' }, 422],
      [{ keys: { ...phone.keys, p256dh: 'A'.repeat(87) } }, 422],
      [{ keys: { ...phone.keys, auth: 'short' } }, 400],
      [{ face: 'elsewhere' }, 400],
      [{ more: 1 }, 400],
    ] as const)
      expect((await app.call(mother, 'POST', '/api/push', { ...body, ...change })).status).toBe(status);
    const desk = await atPost(app.ctx, 4);
    for (let i = 0; i < 9; i++) await subscribe(desk, `many${i}`);
    const { body: list } = await app.call<{ rows: { endpoint: string }[] }>(desk, 'GET', '/api/push');
    expect(list.rows).toHaveLength(8);
    expect(list.rows.some(({ endpoint }) => endpoint.endsWith('many0'))).toBe(false);
  });
});
