import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { type Broker, startBroker } from '../broker/start-broker.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { addDevices } from '../testing.ts';
import { createDialects } from './create-dialects.ts';
import { dial, hello, lengthOf, packet, sendAndEnd, sendAndPing, sipText, tenAtATime } from './fuzz-wire.ts';
import { mutateBytes, type Random, seedRandom } from './mutate-bytes.ts';
import { readDialects } from './read-dialects.ts';
import { passwordHash } from './sip/check-digest.ts';
import { sipServer } from './sip/server-identity.ts';
import { alarmNotice, keepalive, playSipDevice, proof } from './sip/sip-device.ts';
import { type Sip, startSip } from './sip/start-sip.ts';

/** How many broken messages of each kind: `FUZZ=100000` for the long form, with `SEED` for another course. */
const COUNT = Number(process.env.FUZZ ?? 320);
const SEED = Number(process.env.SEED ?? 1);
const WINDOWS = process.env.FUZZ ? 8 : 3;
/** What may be held more at the end than after the first quarter: caches with a bound fill up. */
const MOST_GROWTH = 24 * 2 ** 20;
const LONG = 60_000 + COUNT * 20;

const database = withDatabase();
const app = withApp(database, []);
const profiles = readProfiles();
const NVR = '61040200001180000001';
const CHANNEL = '61040200001320000001';
let devices: Devices;
let broker: Broker;
let sip: Sip;
const id: Record<string, number> = {};
const server = sipServer({ district: '610402', sip: undefined });

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  devices = createDevices(app.ctx, (key) => profiles.get(key));
  const dialects = createDialects(app.ctx, devices, readDialects(new Set(profiles.keys())));
  broker = await startBroker(app.ctx, devices, { host: '127.0.0.1', port: 0, dialects });
  sip = await startSip(app.ctx, devices, dialects, { host: '127.0.0.1', port: 0, server, perSecond: 1e9 });
  const add = async (code: string, kind: string, parent?: string) => {
    const more = { profile: profiles.get(kind) as LoadedProfile, ...(parent && { parent: id[parent] as number }) };
    id[code] = (await addDevices(app.ctx, [code], more))[0] as number;
  };
  for (const code of ['zb', 'frigate', NVR]) await add(code, 'gateway');
  await add('one', 'smoke');
  await add('hall', 'smoke', 'zb');
  await add('lane', 'illegal-parking-camera', 'frigate');
  await add(CHANNEL, 'security-camera', NVR);
  await app.ctx.writer.query(
    `insert into device_dialect (device, dialect, ha1, account)
     values ($1, 'zigbee2mqtt', null, 'p4'), ($2, 'frigate', null, 'p4'), ($3, 'gb28181', $4, 'p4')`,
    [id.zb, id.frigate, id[NVR], passwordHash(NVR, server.realm, 'pw')],
  );
});
afterAll(async () => {
  await broker.stop();
  await sip.stop();
  await devices.close();
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const held = () => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** Throws so many broken messages, in windows, and looks at what is held in memory after each. */
async function pelt(name: string, throwSome: (count: number) => Promise<void>): Promise<void> {
  const size = Math.ceil(COUNT / WINDOWS);
  const heap: number[] = [];
  const began = process.cpuUsage();
  for (let window = 0; window < WINDOWS; window++) {
    await throwSome(size);
    heap.push(held());
  }
  const { user, system } = process.cpuUsage(began);
  const megabytes = heap.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(' ');
  if (process.env.FUZZ)
    process.stdout.write(
      `${name}: ${size * WINDOWS} thrown, ${((user + system) / 1e6).toFixed(1)} s CPU, heap MB ${megabytes}\n`,
    );
  expect((heap.at(-1) as number) - (heap[1] as number)).toBeLessThan(MOST_GROWTH);
  await stillWorks();
}

/** A good message of each kind gets in and is acknowledged. */
async function stillWorks(): Promise<void> {
  const messages = async (code: string) =>
    (await app.ctx.writer.query('select messages from device_state where device = $1', [id[code]])).rows[0]?.messages ??
    0;
  const before = [await messages('one'), await messages('hall'), await messages(CHANNEL)];
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const one = await mqtt.connectAsync(url, { username: 'token-one' });
  await one.publishAsync('v1/devices/me/telemetry', '{"smoke":0.1}', { qos: 1 });
  await one.endAsync();
  const zb = await mqtt.connectAsync(url, { username: 'zb', password: 'token-zb', protocolVersion: 5 });
  await zb.publishAsync('zigbee2mqtt/hall', '{"smoke":false}', { qos: 1 });
  await zb.endAsync();
  for (const transport of ['udp', 'tcp'] as const) {
    const nvr = await playSipDevice(transport, sip.port, NVR, 10_000);
    expect((await nvr.register('pw'))?.status).toBe(200);
    expect((await nvr.message(alarmNotice(CHANNEL)))?.status).toBe(200);
    nvr.close();
  }
  const after = [await messages('one'), await messages('hall'), await messages(CHANNEL)];
  expect(after.map((count, i) => count - before[i])).toEqual([1, 1, 2]);
}

const TOPICS = [
  ...[
    'v1/devices/me/telemetry',
    'v1/devices/me/attributes',
    'v1/devices/me/attributes/request/1',
    'v1/devices/me/claim',
    'v2/t',
  ],
  ...[
    'v1/devices/me/rpc/response/1',
    'v1/gateway/telemetry',
    'v1/gateway/connect',
    'v1/gateway/attributes',
    'v1/gateway/rpc',
  ],
  ...[
    'zigbee2mqtt/hall',
    'zigbee2mqtt/bridge/devices',
    'zigbee2mqtt/hall/availability',
    'frigate/events',
    'frigate/available',
  ],
];
const BODIES = [
  '{"smoke":0.4,"battery":80}',
  '[{"ts":1700000000000,"values":{"smoke":1}}]',
  '{"hall":[{"ts":1700000000000,"values":{"smoke":1}}]}',
  '{"state":"online"}',
  '[{"ieee_address":"0x1","friendly_name":"a","definition":{"model":"m","exposes":[{"features":[{"property":"x"}]}]}}]',
  `{"type":"new","after":{"id":"1","camera":"lane","label":"car","score":0.5,"frame_time":${Date.now() / 1000},"entered_zones":["a"]}}`,
];
const isWhole = (random: Random) => random.below(4) === 0;

describe('broken messages', () => {
  it('as payloads and topics of MQTT stop nothing', { timeout: LONG }, async () => {
    const random = seedRandom(SEED);
    let socket: Socket | undefined;
    await pelt('MQTT payloads and topics', async (count) => {
      for (let i = 0; i < count; i += 8) {
        if (!socket || socket.destroyed) {
          socket = await dial(broker.port);
          socket.write(hello(random.pick(['one', 'zb', 'frigate']), 4));
        }
        const batch = Array.from({ length: Math.min(8, count - i) }, () => {
          const topic = Buffer.from(random.pick(TOPICS));
          const name = isWhole(random) ? mutateBytes(topic, random).subarray(0, 60_000) : topic;
          const head = Buffer.alloc(2);
          head.writeUInt16BE(name.length);
          const rest = Buffer.concat([head, name, mutateBytes(Buffer.from(random.pick(BODIES)), random)]);
          return Buffer.concat([Buffer.from([0x30, ...lengthOf(rest.length)]), rest]);
        });
        await sendAndPing(socket, Buffer.concat(batch));
        if (isWhole(random)) socket.resetAndDestroy();
      }
    });
    socket?.destroy();
  });

  it('as packets of MQTT stop nothing', { timeout: LONG }, async () => {
    const random = seedRandom(SEED + 1);
    await pelt('MQTT packets', (count) =>
      tenAtATime(count, async () => {
        const version = random.pick([4, 5]);
        const properties = version === 5 ? { properties: {} } : {};
        const seeds = [
          packet(
            {
              cmd: 'publish',
              topic: 'v2/t',
              payload: '{"smoke":1}',
              qos: 1,
              messageId: 7,
              dup: false,
              retain: true,
              ...properties,
            },
            version,
          ),
          packet(
            { cmd: 'subscribe', messageId: 8, subscriptions: [{ topic: 'v2/a', qos: 1 }], ...properties },
            version,
          ),
          packet({ cmd: 'unsubscribe', messageId: 9, unsubscriptions: ['v2/a'], ...properties }, version),
          packet({ cmd: 'pubrel', messageId: 7, ...properties }, version),
          packet({ cmd: 'pingreq' }),
          Buffer.from(Array.from({ length: 64 }, () => random.below(256))),
        ];
        const broken = mutateBytes(random.pick(seeds), random);
        const first = isWhole(random) ? mutateBytes(hello('one', version), random) : hello('one', version);
        await sendAndEnd(broker.port, Buffer.concat([first, broken]));
      }),
    );
  });

  const seedsOf = (nonce: string) => [
    sipText(
      server,
      NVR,
      'REGISTER',
      [`${proof('REGISTER', NVR, 'pw', nonce).join(': ')}`, 'Expires: 3600', `Contact: <sip:${NVR}@127.0.0.1>`],
      '',
    ),
    sipText(server, NVR, 'MESSAGE', ['Content-Type: Application/MANSCDP+xml'], alarmNotice(CHANNEL)),
    sipText(server, NVR, 'MESSAGE', ['Content-Type: Application/MANSCDP+xml'], keepalive(NVR)),
    sipText(server, NVR, 'OPTIONS', [], ''),
  ];

  it('as SIP over UDP stop nothing', { timeout: LONG }, async () => {
    const random = seedRandom(SEED + 2);
    const nvr = await playSipDevice('udp', sip.port, NVR, 5000);
    await nvr.register('pw');
    await pelt('SIP over UDP', async (count) => {
      for (let i = 0; i < count; i += 40) {
        for (let j = i; j < Math.min(i + 40, count); j++) nvr.throw(mutateBytes(random.pick(seedsOf('1-2-3')), random));
        // so that none is lost on the way for want of room
        await nvr.ask({ method: 'OPTIONS' });
      }
    });
    nvr.close();
  });

  it('as SIP over TCP stop nothing', { timeout: LONG }, async () => {
    const random = seedRandom(SEED + 3);
    await pelt('SIP over TCP', (count) =>
      tenAtATime(count, () => {
        const seeds = seedsOf('1-2-3');
        const good = isWhole(random) ? random.pick(seeds) : Buffer.alloc(0);
        return sendAndEnd(sip.port, Buffer.concat([good, mutateBytes(random.pick(seeds), random)]));
      }),
    );
  });
});
