import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { type Broker, startBroker } from '../broker/start-broker.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { enrolSimulated } from './enrol-simulated.ts';
import { simulateDevices } from './simulate-devices.ts';

const database = withDatabase();
const app = withApp(database, []);
let devices: Devices;
let broker: Broker;

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  await addDevices(app.ctx, ['brings-the-profile']);
  devices = createDevices(app.ctx, (key) => (key === TEST_PROFILE.profile ? TEST_PROFILE : undefined));
  broker = await startBroker(app.ctx, devices, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await broker.stop();
  await devices.close();
});

it('counts as acknowledged what stands in the database', async () => {
  const tokens = await enrolSimulated(app.ctx.writer, 5, TEST_PROFILE.profile);
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const seconds: number[] = [];
  const figures = await simulateDevices({
    url,
    tokens,
    rate: 50,
    seconds: 2.2,
    say: (device, nth) => ({ smoke: 0, battery: 50 + device, nth }),
    onSecond: ({ acknowledgedNow }) => seconds.push(acknowledgedNow),
  });
  expect(figures.sent).toBeGreaterThan(80);
  expect(figures).toMatchObject({ connected: 5, acknowledged: figures.sent });
  expect(figures.p99Ms).toBeGreaterThanOrEqual(figures.medianMs);
  expect(seconds.length).toBeGreaterThanOrEqual(1);
  const { rows } = await database.owner.query<{ n: number; devices: number }>(
    `select count(*)::int as n, count(distinct device)::int as devices from telemetry t join device d on d.id = t.device where d.code like 'sim-%'`,
  );
  expect(rows[0]).toEqual({ n: figures.acknowledged, devices: 5 });
});

it('ends when it is told to, and gives old tokens no way back in', async () => {
  const [old = ''] = await enrolSimulated(app.ctx.writer, 1, TEST_PROFILE.profile);
  const [token = ''] = await enrolSimulated(app.ctx.writer, 1, TEST_PROFILE.profile);
  const say = () => ({ battery: 80 });
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const figures = await simulateDevices({ url, tokens: [token], rate: 20, say, signal: AbortSignal.timeout(700) });
  expect(figures.acknowledged).toBe(figures.sent);
  await expect(simulateDevices({ url, tokens: [old], rate: 1, seconds: 1, say })).rejects.toThrow(/[Nn]ot authorized/);
});
