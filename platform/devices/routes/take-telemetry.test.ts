import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { registerDeviceTelemetry } from './take-telemetry.ts';

const database = withDatabase();
let devices: Devices;
const profileOf = (key: string) => (key === TEST_PROFILE.profile ? TEST_PROFILE : undefined);
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, profileOf);
    registerDeviceTelemetry(server, ctx, devices);
  },
]);
let id: number;

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  [id = 0] = await addDevices(app.ctx, ['web']);
});
afterAll(() => devices.close());

const send = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  app.callRaw<{ taken: number; refused: string[]; code?: string }>(undefined, {
    method: 'POST',
    url,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('telemetry over HTTP', () => {
  it('is committed when it is answered, at either address', async () => {
    const mine = await send('/api/devices/telemetry', { smoke: 0.2 }, { authorization: 'Device token-web' });
    expect(mine).toMatchObject({ status: 200, body: { taken: 1, refused: [] } });
    const theirs = await send('/api/v1/token-web/telemetry', [
      { ts: Date.now(), values: { smoke: 0.3 } },
      { ts: 1, values: { smoke: 1 } },
    ]);
    expect(theirs.body).toEqual({ taken: 1, refused: ['stamp-too-old'] });
    const { rows } = await app.ctx.writer.query('select values from telemetry where device = $1 order by at', [id]);
    expect(rows.map((row) => row.values)).toEqual([{ smoke: 0.2 }, { smoke: 0.3 }]);
  });

  it('keeps and tells attributes', async () => {
    expect((await send('/api/v1/token-web/attributes', { model: 'M1' })).status).toBe(200);
    const got = await app.callRaw(undefined, { method: 'GET', url: '/api/v1/token-web/attributes?clientKeys=model' });
    expect(got.body).toEqual({ client: { model: 'M1' }, shared: {} });
    expect((await send('/api/v1/token-web/attributes', [1])).status).toBe(422);
  });

  it('knows nobody without a right token', async () => {
    for (const headers of [undefined, { authorization: 'Device nothing' }, { authorization: 'Bearer token-web' }])
      expect((await send('/api/devices/telemetry', { smoke: 1 }, headers)).status).toBe(401);
    expect((await send('/api/v1/none/telemetry', { smoke: 1 })).status).toBe(401);
  });
});
