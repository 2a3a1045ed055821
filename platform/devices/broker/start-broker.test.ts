import { randomBytes } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { keepAttributes } from './attributes.ts';
import { type Broker, startBroker } from './start-broker.ts';

const database = withDatabase();
const app = withApp(database, []);
let devices: Devices;
let broker: Broker;
let ids: number[];
const clients: MqttClient[] = [];

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  devices = createDevices(app.ctx, (key) => (key === TEST_PROFILE.profile ? TEST_PROFILE : undefined));
  broker = await startBroker(app.ctx, devices, {
    host: '127.0.0.1',
    port: 0,
  });
  ids = await addDevices(app.ctx, ['one', 'two', 'gate', 'gone']);
  await addDevices(app.ctx, ['behind'], { parent: ids[2] as number });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await broker.stop();
  await devices.close();
});

async function join(code: string, options: IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    username: `token-${code}`,
    reconnectPeriod: 0,
    ...options,
  });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
}
/** The next message a client gets under a topic. */
const next = (client: MqttClient): Promise<{ topic: string; body: unknown }> =>
  new Promise((done) => {
    client.once('message', (topic, payload) => {
      const text = payload.toString();
      done({ topic, body: /^[[{]/.test(text) ? JSON.parse(text) : text });
    });
  });
const latest = async (id: number) => {
  const { rows } = await app.ctx.writer.query('select state from device_state where device = $1', [id]);
  return Object.fromEntries(
    Object.entries((rows[0]?.state.latest ?? {}) as Record<string, { value: unknown }>).map(([key, held]) => [
      key,
      held.value,
    ]),
  );
};

describe.each([4, 5] as const)('a device that speaks MQTT %i', (protocolVersion) => {
  it('has its message committed before it is acknowledged', async () => {
    const client = await join('one', { protocolVersion });
    await client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ smoke: 0.3, battery: protocolVersion }), {
      qos: 1,
    });
    expect(await latest(ids[0] as number)).toMatchObject({ smoke: 0.3, battery: protocolVersion });
    await client.publishAsync('v2/t', JSON.stringify({ ts: Date.now(), values: { smoke: 0.4 } }), { qos: 2 });
    expect(await latest(ids[0] as number)).toMatchObject({ smoke: 0.4 });
    const { rows } = await app.ctx.writer.query(`select count(*)::int as n from telemetry where device = $1`, [ids[0]]);
    expect(rows[0].n % 2).toBe(0); // each message once
  });

  it('sets and asks for attributes, and hears of those that are set for it', async () => {
    const client = await join('one', { protocolVersion });
    await client.publishAsync('v1/devices/me/attributes', JSON.stringify({ firmware: '1.2', n: protocolVersion }), {
      qos: 1,
    });
    await client.subscribeAsync(['v1/devices/me/attributes/response/+', 'v1/devices/me/attributes'], { qos: 1 });
    const answer = next(client);
    await client.publishAsync('v1/devices/me/attributes/request/7', JSON.stringify({ clientKeys: 'firmware,n' }), {
      qos: 1,
    });
    expect(await answer).toEqual({
      topic: 'v1/devices/me/attributes/response/7',
      body: { client: { firmware: '1.2', n: protocolVersion }, shared: {} },
    });
    const told = next(client);
    await keepAttributes(app.ctx.writer, ids[0] as number, 'shared', { rate: protocolVersion });
    expect(await told).toEqual({ topic: 'v1/devices/me/attributes', body: { rate: protocolVersion } });
  });

  it('is called, also when it was away at first, and may call', async () => {
    const { rows } = await app.ctx.writer.query(
      `insert into device_command (device, method, params, account, expires_at) values ($1, 'reboot', '{"in":5}', 'p4', now() + interval '1 minute') returning id`,
      [ids[1]],
    );
    const id = rows[0].id as number;
    const client = await join('two', { protocolVersion });
    const call = next(client);
    await client.subscribeAsync('v1/devices/me/rpc/request/+', { qos: 1 });
    expect(await call).toEqual({
      topic: `v1/devices/me/rpc/request/${id}`,
      body: { method: 'reboot', params: { in: 5 } },
    });
    await client.publishAsync(`v1/devices/me/rpc/response/${id}`, '{"ok":true}', { qos: 1 });
    const { rows: after } = await app.ctx.writer.query('select state, answer from device_command where id = $1', [id]);
    expect(after).toEqual([{ state: 'done', answer: { ok: true } }]);
    await client.subscribeAsync('v1/devices/me/rpc/response/+', { qos: 1 });
    const answer = next(client);
    await client.publishAsync('v1/devices/me/rpc/request/1', '{"method":"getCurrentTime"}', { qos: 1 });
    expect((await answer).body).toMatchObject({ time: expect.any(Number) });
  });

  it('never hears what another says or is told, and never speaks as another', async () => {
    const [mine, other] = [
      await join('one', { protocolVersion }),
      await join('two', { protocolVersion, clientId: 'x' }),
    ];
    const heard: string[] = [];
    other.on('message', (topic) => heard.push(topic));
    await other.subscribeAsync(['v1/devices/me/rpc/request/+', 'v1/devices/me/attributes'], { qos: 1 });
    for (const filter of ['#', '+/+/+/+', '$said', 'v1/devices/me/telemetry', '$SYS/#'])
      await expect(other.subscribeAsync(filter, { qos: 1 })).rejects.toThrow();
    const before = await latest(ids[1] as number);
    await mine.publishAsync('v1/devices/me/rpc/request/9', '{"method":"steal"}', { qos: 1, retain: true });
    await mine.publishAsync('v1/devices/two/telemetry', '{"smoke":9}', { qos: 1 });
    await mine.publishAsync('v1/gateway/telemetry', '{"two":[{"smoke":9}]}', { qos: 1 });
    await new Promise((wake) => setTimeout(wake, 200));
    expect(heard).toEqual([]);
    expect(await latest(ids[1] as number)).toEqual(before);
    await devices.tally.flush();
    const { rows } = await app.ctx.writer.query('select reason from device_refusal where device = $1', [ids[0]]);
    expect(rows.map((row) => row.reason)).toContain('topic-not-yours');
  });

  it('takes its own session over, and nobody else’s', async () => {
    const first = await join('one', { protocolVersion, clientId: 'same' });
    const stranger = await join('two', { protocolVersion, clientId: 'same' });
    expect(first.connected).toBe(true);
    const closed = new Promise<void>((done) => first.once('close', () => done()));
    await join('one', { protocolVersion, clientId: 'same' });
    await closed;
    expect(stranger.connected).toBe(true);
  });
});

describe('the broker', () => {
  it('refuses who has no token, a wrong one, or one of a device out of use, and shows a device the door that is put out of use', async () => {
    for (const username of [undefined, '', 'wrong', randomBytes(300).toString('hex')])
      for (const protocolVersion of [4, 5] as const)
        await expect(join('x', { username, protocolVersion } as IClientOptions)).rejects.toThrow();
    await expect(join('one', { username: 'two', password: 'token-one' })).rejects.toThrow();
    expect((await join('one', { username: 'one', password: 'token-one' })).connected).toBe(true);
    const client = await join('gone');
    const closed = new Promise<void>((done) => client.once('close', () => done()));
    await app.ctx.writer.query(`update device set admin = 'disabled', changed_at = now() where id = $1`, [ids[3]]);
    await closed;
    await expect(join('gone')).rejects.toThrow();
  });

  it('lets a gateway speak for the devices behind it alone; unknown ones wait to be claimed', async () => {
    const gate = await join('gate');
    await gate.publishAsync('v1/gateway/connect', '{"device":"behind"}', { qos: 1 });
    const at = Date.now();
    await gate.publishAsync(
      'v1/gateway/telemetry',
      JSON.stringify({ behind: [{ ts: at, values: { smoke: 0.31 } }], stranger: [{ smoke: 1 }], one: [{ smoke: 7 }] }),
      { qos: 1 },
    );
    const { rows } = await app.ctx.writer.query(`select id from device where code = 'behind'`);
    expect(await latest(rows[0].id)).toEqual({ smoke: 0.31 });
    await devices.tally.flush();
    const claims = await app.ctx.writer.query(`select code, via, messages from device_claim where code = 'stranger'`);
    expect(claims.rows).toEqual([{ code: 'stranger', via: 'gateway gate', messages: 1 }]);
    await gate.subscribeAsync('v1/gateway/attributes/response', { qos: 1 });
    await gate.publishAsync('v1/gateway/attributes', '{"behind":{"model":"M1"}}', { qos: 1 });
    const answer = next(gate);
    await gate.publishAsync('v1/gateway/attributes/request', '{"id":1,"device":"behind","client":true,"key":"model"}', {
      qos: 1,
    });
    expect((await answer).body).toEqual({ id: 1, device: 'behind', value: 'M1' });
    await gate.subscribeAsync('v1/gateway/rpc', { qos: 1 });
    const call = next(gate);
    await app.ctx.writer.query(
      `insert into device_command (device, method, account, expires_at) values ($1, 'beep', 'p4', now() + interval '1 minute')`,
      [rows[0].id],
    );
    expect((await call).body).toMatchObject({ device: 'behind', data: { method: 'beep' } });
  });

  it('provisions only a device that was registered and has no token', async () => {
    await app.ctx.writer.query(
      `insert into setting (key, value) values ('devices.provision', '{"key":"K","secret":"S"}')`,
    );
    await app.ctx.writer.query(
      `insert into device (code, name, profile, area) values ('fresh', 'fresh', 'test-smoke', '610402001001001')`,
    );
    const ask = async (body: object) => {
      const client = await join('x', { username: 'provision' });
      await client.subscribeAsync('/provision/response', { qos: 1 });
      const answer = next(client);
      await client.publishAsync('/provision/request', JSON.stringify(body), { qos: 1 });
      return (await answer).body as { status: string; credentialsValue?: string };
    };
    const keys = { provisionDeviceKey: 'K', provisionDeviceSecret: 'S' };
    expect((await ask({ deviceName: 'fresh', ...keys, provisionDeviceSecret: 'no' })).status).toBe('NOT_FOUND');
    expect((await ask({ deviceName: 'nobody', ...keys })).status).toBe('FAILURE');
    const given = await ask({ deviceName: 'fresh', ...keys });
    expect(given.status).toBe('SUCCESS');
    expect((await ask({ deviceName: 'fresh', ...keys })).status).toBe('FAILURE');
    expect((await join('x', { username: given.credentialsValue as string })).connected).toBe(true);
  });

  it('takes what is sent along with the sign-in in order, acknowledges in order, and holds back who does not read', async () => {
    const [id = 0] = await addDevices(app.ctx, ['eager']);
    // stamps that rise whatever the clock of the machine does meanwhile
    const began = Date.now() - 60_000;
    const publish = (messageId: number) =>
      mqttPacket.generate({
        ...{ cmd: 'publish', topic: 'v1/devices/me/telemetry', qos: 1, dup: false, retain: false },
        ...{
          messageId,
          payload: JSON.stringify({ ts: began + messageId, values: { battery: messageId % 100, n: messageId } }),
        },
      });
    const [EAGER, MESSAGES] = [30, 3_000];
    const answers: Packet[] = [];
    const parser = mqttPacket.parser();
    parser.on('packet', (packet) => answers.push(packet));
    const socket = connectTcp(broker.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(mqttPacket.generate({ cmd: 'connect', clientId: 'raw', username: 'token-eager', keepalive: 60 }));
    for (let n = 1; n <= EAGER; n++) socket.write(publish(n));
    await expect.poll(async () => (await latest(id)).n, { timeout: 15_000 }).toBe(EAGER);
    for (let n = EAGER + 1; n <= MESSAGES; n++) socket.write(publish(n)); // nothing is read yet
    await expect.poll(async () => (await latest(id)).n, { timeout: 15_000 }).toBeGreaterThan(EAGER);
    socket.on('data', (chunk) => parser.parse(chunk));
    await expect.poll(() => answers.length, { timeout: 15_000 }).toBe(MESSAGES + 1);
    socket.destroy();
    expect(answers[0]).toMatchObject({ cmd: 'connack', returnCode: 0 });
    const wanted = Array.from({ length: MESSAGES }, (_, i) => i + 1);
    expect(answers.slice(1).map((packet) => packet.messageId)).toEqual(wanted);
    const { rows } = await app.ctx.writer.query('select count(*)::int as n from telemetry where device = $1', [id]);
    expect(rows[0].n).toBe(MESSAGES);
    expect((await latest(id)).n).toBe(MESSAGES);
  });

  it('ends the connection of a device that falls silent, and not of one that speaks', async () => {
    const silent = connectTcp(broker.port, '127.0.0.1');
    silent.on('error', () => undefined);
    silent.resume();
    silent.write(mqttPacket.generate({ cmd: 'connect', clientId: 'mute', username: 'token-one', keepalive: 1 }));
    const speaks = await join('two', { keepalive: 0 });
    const closed = new Promise<void>((done) => silent.once('close', () => done()));
    await closed;
    await speaks.publishAsync('v1/devices/me/telemetry', '{"battery":1}', { qos: 1 });
    expect(speaks.connected).toBe(true);
  });

  it('leaves nothing running where its port is taken', async () => {
    const taken = startBroker(app.ctx, devices, {
      host: '127.0.0.1',
      port: broker.port,
    });
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('cuts off packets that are too large or malformed and stays up', async () => {
    const throwAt = (bytes: Buffer) =>
      new Promise<void>((done) => {
        const socket = connectTcp(broker.port, '127.0.0.1', () => socket.write(bytes));
        socket.on('close', () => done());
        socket.on('error', () => undefined);
        setTimeout(() => socket.destroy(), 300);
      });
    const huge = Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]);
    await Promise.all([
      throwAt(huge),
      throwAt(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x7f])),
      ...Array.from({ length: 200 }, () => throwAt(randomBytes(64))),
    ]);
    expect((await join('one')).connected).toBe(true);
    expect((await join('one', { protocolVersion: 5 })).connected).toBe(true);
  });
});
