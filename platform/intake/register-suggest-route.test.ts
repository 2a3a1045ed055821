import { describe, expect, it } from 'vitest';
import { staffAt, withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { registerIntakeRoutes } from './register-intake-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerIntakeRoutes]);
const suggest = (text: string, actor = staffAt('610402', 'district_desk')) =>
  app.call<{ key: string; score: number; name: { zh: string } }[]>(
    actor,
    'GET',
    `/api/catalogue/suggest?text=${encodeURIComponent(text)}`,
  );

describe('GET /api/catalogue/suggest', () => {
  it('offers matters of the shipped catalogue, best first', async () => {
    expect((await suggest('路灯坏了好几天没人修')).body[0]).toEqual({
      key: 'M01037',
      score: 1,
      name: { zh: '路灯异常', en: 'abnormal: street lamp' },
    });
    expect((await suggest('你好')).body).toEqual([]);
  });

  it('follows what the district switches off', async () => {
    await database.owner.query(`update matter set active = false where key = 'M01037'`);
    app.ctx.caches.catalogue.invalidate();
    expect((await suggest('路灯坏了')).body.map((entry) => entry.key)).not.toContain('M01037');
  });

  it('asks who is there, and for a text', async () => {
    expect((await app.call(undefined, 'GET', '/api/catalogue/suggest?text=路灯')).status).toBe(401);
    expect((await app.call(staffAt('610402', 'district_desk'), 'GET', '/api/catalogue/suggest')).status).toBe(400);
  });
});
