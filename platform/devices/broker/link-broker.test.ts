import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { type BrokerLink, linkBroker } from './link-broker.ts';

// A real Mosquitto, as a district would run it. Where it is not installed these tests are skipped, and say so.
const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find(
  (path) => spawnSync(path, ['-h']).error === undefined,
);
if (!program) process.stderr.write('mosquitto is not installed: the outside broker is not tried\n');

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

describe.skipIf(!program)('an outside Mosquitto', () => {
  const database = withDatabase();
  const app = withApp(database, []);
  const servers: { devices: Devices; link: BrokerLink }[] = [];
  let broker: ChildProcess;
  let folder: string;
  let port: number;

  beforeAll(async () => {
    await fillSmallDistrict(app.ctx);
    port = await freePort();
    folder = mkdtempSync(join(tmpdir(), 'gewu-mosquitto-'));
    const config = join(folder, 'mosquitto.conf');
    writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n`);
    broker = spawn(program as string, ['-c', config], { stdio: 'ignore' });
    for (let i = 0; i < 2; i++) {
      const devices = createDevices(app.ctx, (key) => (key === TEST_PROFILE.profile ? TEST_PROFILE : undefined));
      const link = linkBroker(app.ctx, devices, {
        url: `mqtt://127.0.0.1:${port}`,
        group: 'gewu',
        connections: 4,
        topics: ['zigbee2mqtt/#'],
        takeOther: async (topic) => topic.startsWith('zigbee2mqtt/'),
      });
      await link.ready;
      servers.push({ devices, link });
    }
  });
  afterAll(async () => {
    for (const { link, devices } of servers) {
      await link.stop();
      await devices.close();
    }
    broker.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shares its messages between two servers: each is kept once, and each alarm raised once', {
    timeout: 150_000,
  }, async () => {
    const codes = Array.from({ length: 200 }, (_, i) => `m${i}`);
    const ids = await addDevices(app.ctx, codes);
    const start = Date.now();
    const sender = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
    await Promise.all(
      codes.flatMap((code) =>
        // a broker that shares keeps no order: the stamps do
        [0.1, 0.8, 0.9].map((smoke, i) =>
          sender.publishAsync(`gewu/${code}/telemetry`, JSON.stringify({ ts: start + i, values: { smoke } }), {
            qos: 1,
          }),
        ),
      ),
    );
    await sender.publishAsync('gewu/nobody/telemetry', '{"a":1}', { qos: 1 });
    await sender.publishAsync('gewu/m0/telemetry', 'not json', { qos: 1 });
    await sender.publishAsync('gewu/m0/attributes', '{"firmware":"2"}', { qos: 1 });
    const count = async (text: string) => (await app.ctx.writer.query(text, [ids])).rows[0].n as number;
    await expect
      .poll(() => count('select count(*)::int as n from telemetry where device = any($1)'), { timeout: 100_000 })
      .toBe(600);
    expect(await count(`select count(*)::int as n from alarm where device = any($1) and type = 'smoke'`)).toBe(200);
    await expect
      .poll(
        async () => (await app.ctx.writer.query(`select code from device_claim where code = 'nobody'`)).rows.length,
        { timeout: 20_000 },
      )
      .toBe(1);
    await expect
      .poll(
        async () => (await app.ctx.writer.query('select reason from device_refusal where device = $1', [ids[0]])).rows,
        { timeout: 20_000 },
      )
      .toEqual([{ reason: 'not-json' }]);
    await sender.endAsync();
  });
});
