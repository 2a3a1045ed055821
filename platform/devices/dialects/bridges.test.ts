import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { type Broker, startBroker } from '../broker/start-broker.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { addDevices } from '../testing.ts';
import { createDialects, type Dialects } from './create-dialects.ts';
import { hearOutside } from './hear-topic.ts';
import { readDialects } from './read-dialects.ts';

const database = withDatabase();
const app = withApp(database, []);
const profiles = readProfiles();
const profile = (key: string) => profiles.get(key) as LoadedProfile;
/** Recorded messages that are not part of this repository; where they are not at hand those tests are skipped. */
const SHARED = join(import.meta.dirname, '../../../../shared/data/devices');
const SMOKE = '0x00158d00018255df';
let devices: Devices;
let broker: Broker;
let dialects: Dialects;
const id: Record<string, number> = {};
const clients: MqttClient[] = [];

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  devices = createDevices(app.ctx, (key) => profiles.get(key));
  dialects = createDialects(app.ctx, devices, readDialects(new Set(profiles.keys())));
  broker = await startBroker(app.ctx, devices, { host: '127.0.0.1', port: 0, dialects });
  const add = async (code: string, kind: string, parent?: number) => {
    const more = { profile: profile(kind), ...(parent !== undefined && { parent }) };
    id[code] = (await addDevices(app.ctx, [code], more))[0] as number;
  };
  for (const code of ['zb-1', 'zb-2', 'nvr-1']) await add(code, 'gateway');
  await add(SMOKE, 'smoke', id['zb-1']);
  await add('hall', 'smoke', id['zb-1']);
  await add('other', 'smoke', id['zb-2']);
  await add('front_door', 'security-camera', id['nvr-1']);
  await add('lane', 'illegal-parking-camera', id['nvr-1']);
  await app.ctx.writer.query(
    `insert into device_dialect (device, dialect, account) values ($1, 'zigbee2mqtt', 'p4'), ($2, 'zigbee2mqtt', 'p4'), ($3, 'frigate', 'p4')`,
    [id['zb-1'], id['zb-2'], id['nvr-1']],
  );
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await broker.stop();
  await devices.close();
});

async function connect(code: string, options = {}): Promise<MqttClient> {
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const client = await mqtt.connectAsync(url, { username: code, password: `token-${code}`, ...options });
  clients.push(client);
  return client;
}
const say = (client: MqttClient, topic: string, body: unknown) =>
  client.publishAsync(topic, typeof body === 'string' ? body : JSON.stringify(body), { qos: 1 });
const query = async (text: string, values: unknown[]) => {
  await devices.tally.flush();
  return (await app.ctx.writer.query(text, values)).rows;
};
const latest = async (code: string) => {
  const rows = await query('select state from device_state where device = $1', [id[code]]);
  const held = (rows[0]?.state.latest ?? {}) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(held).map(([key, { value }]) => [key, value]));
};
const refusals = (code: string) =>
  query('select reason, count::int, sample from device_refusal where device = $1 order by reason', [id[code]]);
const claims = (code: string) => query('select via, sample, profile from device_claim where code = $1', [code]);
const link = async (code: string) =>
  (await query('select link from device_state where device = $1', [id[code]]))[0]?.link;

describe('a Zigbee2MQTT bridge', () => {
  it('speaks for what is behind it, by friendly name too, and for nothing else', async () => {
    const bridge = await connect('zb-1');
    expect((await bridge.subscribeAsync('zigbee2mqtt/#', { qos: 1 }))[0]?.qos).toBe(1);
    const heard: string[] = [];
    bridge.on('message', (topic) => heard.push(topic));
    await say(bridge, 'zigbee2mqtt/bridge/devices', [
      { type: 'Coordinator', ieee_address: '0x01', friendly_name: 'Coordinator' },
      { ieee_address: SMOKE, friendly_name: 'kitchen/smoke', definition: { vendor: 'Aqara', model: 'JY-GZ-01AQ' } },
      { ieee_address: '0x0a', friendly_name: 'cellar', definition: { exposes: [{ property: 'water_leak' }] } },
    ]);
    await say(bridge, 'zigbee2mqtt/kitchen/smoke', { smoke: true, smoke_density_dbm: 0.6, battery: 88 });
    expect(await latest(SMOKE)).toEqual({ alarm: true, smoke: 0.6, battery: 88 });
    const raised = await query('select type from alarm where device = $1 and active', [id[SMOKE]]);
    expect(raised).toEqual([{ type: 'fire' }]);
    expect(await query('select maker, model from device where id = $1', [id[SMOKE]])).toEqual([
      { maker: 'Aqara', model: 'JY-GZ-01AQ' },
    ]);
    expect(await claims('0x0a')).toEqual([{ via: 'zigbee2mqtt zb-1', sample: 'cellar', profile: 'water-leak' }]);
    await say(bridge, 'zigbee2mqtt/other', { smoke: true });
    await say(bridge, 'frigate/events', {});
    await say(bridge, 'zigbee2mqtt/hall/set', { state: 'ON' });
    expect(await latest('other')).toEqual({});
    expect(await refusals('zb-1')).toEqual([
      { reason: 'topic-not-yours', count: 2, sample: 'frigate/events' },
      { reason: 'topic-unknown', count: 1, sample: 'hall/set' },
    ]);
    expect(heard).toEqual([]);
  });

  it('cannot take another’s device by calling it its own, nor hear under other names', async () => {
    const bridge = await connect('zb-2');
    await say(bridge, 'zigbee2mqtt/bridge/devices', [{ ieee_address: 'hall', friendly_name: 'mine' }]);
    await say(bridge, 'zigbee2mqtt/mine', { smoke: true });
    expect((await latest('hall')).alarm).toBeUndefined();
    expect((await refusals('zb-2')).map(({ reason }) => reason)).toEqual(['topic-not-yours']);
    for (const filter of ['#', '+/bridge/#', 'zigbee2mqtt2/#', '$share/g/zigbee2mqtt/#', 'v1/gateway/#'])
      await expect(bridge.subscribeAsync(filter)).rejects.toThrow();
  });

  it('says who is there and who is not, itself by its last will', async () => {
    const will = {
      topic: 'zigbee2mqtt/bridge/state',
      payload: Buffer.from('{"state":"offline"}'),
      qos: 1,
      retain: true,
    };
    const bridge = await connect('zb-1', { will, reconnectPeriod: 0 });
    await say(bridge, 'zigbee2mqtt/bridge/state', { state: 'online' });
    await say(bridge, 'zigbee2mqtt/hall/availability', { state: 'online' });
    expect([await link('zb-1'), await link('hall')]).toEqual(['online', 'online']);
    await say(bridge, 'zigbee2mqtt/hall/availability', 'offline');
    expect(await link('hall')).toBe('offline');
    bridge.stream.destroy();
    await expect.poll(() => link('zb-1'), { timeout: 8000 }).toBe('offline');
  });

  const file = join(SHARED, 'zigbee2mqtt-payloads.jsonl');
  it.skipIf(!existsSync(file))(
    'has every payload of a recorded collection taken or refused with a reason',
    async () => {
      const bridge = await connect('zb-2');
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      const all = lines.map((line) => JSON.parse(line) as { topic: string; payload: unknown });
      const before = await counted();
      for (const { topic, payload } of all) await say(bridge, topic, payload);
      expect((await counted()) - before).toBe(all.length);
      async function counted() {
        const rows = await query(
          `select coalesce((select sum(count) from device_refusal where device = $1), 0)::int
           + coalesce((select sum(messages) from device_claim where via = 'zigbee2mqtt zb-2'), 0)::int as n`,
          [id['zb-2']],
        );
        return rows[0].n as number;
      }
    },
  );
});

describe('a bridge at an outside broker', () => {
  const hear = (topic: string, body: object) =>
    hearOutside(dialects, devices)(topic, Buffer.from(JSON.stringify(body)), Date.now());
  it('is known by its code in the topic, which that broker lets nobody else write to', async () => {
    expect(await hear('gewu/zb-1/zigbee2mqtt/hall', { smoke_density_dbm: 0.11 })).toBe(true);
    expect(await latest('hall')).toMatchObject({ smoke: 0.11 });
    expect(await hear('gewu/zb-2/zigbee2mqtt/hall', { smoke_density_dbm: 0.9 })).toBe(true);
    expect(await latest('hall')).toMatchObject({ smoke: 0.11 });
    expect(await hear('gewu/nobody/zigbee2mqtt/hall', {})).toBe(false);
    expect(await hear('gewu/nvr-1/zigbee2mqtt/hall', {})).toBe(false);
  });
});

describe('a Frigate recorder', () => {
  const event = (type: string, after: object) => ({ type, before: {}, after });
  const car = { camera: 'lane', label: 'car', score: 0.9, entered_zones: ['fire-lane'], current_zones: ['fire-lane'] };

  it('tells what is in view; the last that leaves ends it, whatever the order of arrival', async () => {
    const recorder = await connect('nvr-1');
    const now = Date.now() / 1000;
    await say(recorder, 'frigate/events', event('new', { ...car, id: 'a', frame_time: now - 9 }));
    await say(recorder, 'frigate/events', event('new', { ...car, id: 'b', frame_time: now - 8 }));
    expect(await latest('lane')).toMatchObject({ vehicles: 2, lane: 'fire-lane' });
    await say(recorder, 'frigate/events', event('end', { ...car, id: 'a', frame_time: now - 7, current_zones: [] }));
    await say(recorder, 'frigate/events', event('update', { ...car, id: 'a', frame_time: now - 6 }));
    expect(await latest('lane')).toMatchObject({ vehicles: 1 });
    await say(recorder, 'frigate/events', event('end', { ...car, id: 'b', frame_time: now - 5, current_zones: [] }));
    expect(await latest('lane')).toMatchObject({ vehicles: 0 });
  });

  it('has nothing of a face or a plate kept, wherever it stands', async () => {
    const recorder = await connect('nvr-1');
    const secret = 'SECRET-FACE';
    const person = { id: 'p', camera: 'front_door', label: 'person', score: 0.8, sub_label: [secret, 0.9] };
    const plate = { recognized_license_plate: secret, data: { sub_label: secret }, frame_time: Date.now() / 1000 };
    await say(recorder, 'frigate/events', event('new', { ...person, ...plate, entered_zones: ['yard'] }));
    expect(await latest('front_door')).toMatchObject({ label: 'person', score: 0.8, objects: 1 });
    await say(recorder, 'frigate/events', event('new', { ...person, camera: 'nobody' }));
    await say(recorder, 'frigate/events', event('new', { ...person, label: { secret } }));
    await say(recorder, 'frigate/events', event('new', { ...person, id: 'q', frame_time: 7, sub_label: secret }));
    await say(recorder, 'frigate/events', `{"sub_label":"${secret}"`);
    await say(recorder, 'frigate/tracked_object_update', { type: 'face', name: secret });
    await say(recorder, 'frigate/front_door/person/snapshot', `\xff\xd8 ${secret}`);
    expect((await refusals('nvr-1')).map(({ reason }) => reason)).toEqual(['not-json', 'wrong-shape']);
    expect(await claims('nobody')).toEqual([{ via: 'frigate nvr-1', sample: 'events', profile: null }]);
    const tables = ['telemetry', 'device_state', 'device_refusal', 'device_claim', 'camera_object', 'device_attribute'];
    for (const table of tables)
      expect(await query(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [secret])).toEqual([]);
  });

  const file = join(SHARED, 'frigate-event.json');
  it.skipIf(!existsSync(file))('has a recorded event of its own taken', async () => {
    const recorder = await connect('nvr-1');
    await say(recorder, 'frigate/events', readFileSync(file, 'utf8'));
    expect(await latest('front_door')).toMatchObject({ label: 'person', score: 0.87890625 });
  });
});
