import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withSystem } from '../db/with-actor.ts';
import { fillSmallDistrict, resident } from '../testing/small-district.ts';
import { withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { queuePush } from './queue-push.ts';
import { registerPushRoutes } from './register-push-routes.ts';
import { sendPushes } from './send-pushes.ts';
import { type PushService, startPushService } from './testing.ts';

const database = withDatabase();
let service: PushService;
const app = withApp(database, [
  (server, ctx) => registerPushRoutes(server, ctx, (endpoint) => service.isOwn(endpoint)),
]);

beforeAll(async () => {
  service = await startPushService();
  await fillSmallDistrict(app.ctx);
});
afterAll(() => service.close());

/** A sender of its own process that claims what waits and then hangs, as a push service would that does not answer. */
const HANGS = `
  import { openPool } from './platform/db/open-pool.ts';
  import { sendPushes } from './platform/push/send-pushes.ts';
  const pool = openPool(process.env.TEST_URL, 'gewu_app', process.env.TEST_WORD, 2);
  setInterval(() => undefined, 1000);
  await sendPushes({ pool, config: JSON.parse(process.env.TEST_CONFIG) }, () => {
    console.log('sending');
    return new Promise(() => undefined);
  });`;

it('a note whose sender is killed between claiming and sending is sent by the next one, once', async () => {
  const phone = service.subscribe('phone');
  await app.call(resident('r1'), 'POST', '/api/push', { ...phone, face: 'resident', language: 'zh' });
  await withSystem(app.ctx.pool, (_db, client) =>
    queuePush(client, ['r1'], {
      kind: 'case',
      ref: '1',
      topic: 'case-1',
      urgency: 'normal',
      ttl: 3600,
      title: { zh: '一', en: 'one' },
      body: { zh: '二', en: 'two' },
      path: { field: '/', resident: '/', console: '/' },
    }),
  );
  const child = spawn(process.execPath, ['--input-type=module', '-e', HANGS], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      TEST_URL: database.url,
      TEST_WORD: database.secrets.appPassword,
      TEST_CONFIG: JSON.stringify(app.ctx.config),
    },
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(service.received).toEqual([]);
  const now = Date.now();
  const after = async (seconds: number) => sendPushes(app.ctx, service.send, new Date(now + seconds * 1000));
  expect(await after(0)).toBe(0);
  expect(await after(60)).toBe(1);
  expect(await after(120)).toBe(0);
  expect(service.received.map(({ topic }) => topic)).toEqual(['case-1']);
});
