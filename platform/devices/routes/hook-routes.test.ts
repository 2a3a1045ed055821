import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDialects, type Dialects } from '../dialects/create-dialects.ts';
import { readDialects } from '../dialects/read-dialects.ts';
import { passwordHash } from '../dialects/sip/check-digest.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { addDevices } from '../testing.ts';
import { registerSpeechRoutes } from './register-speech-routes.ts';
import { registerDeviceHook } from './take-hook.ts';

const database = withDatabase();
const profiles = readProfiles();
const declared = readDialects(new Set(profiles.keys()));
let devices: Devices;
let dialects: Dialects;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, (key) => profiles.get(key));
    dialects = createDialects(ctx, devices, declared);
    registerDeviceHook(server, ctx, devices, dialects);
    registerSpeechRoutes(server, ctx, declared);
  },
]);
const CAMERA = '61040200001320000001';
let manager: Actor, worker: Actor, neighbour: Actor;
const id: Record<string, number> = {};

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  Object.assign(app.ctx.config, { mqtt: { port: 1883, tls: undefined }, sip: { port: 5060, id: undefined } });
  manager = staffAt('610402', 'manager', { account: 'p4', id: 4 });
  [worker, neighbour] = (await Promise.all([atPost(app.ctx, 1), atPost(app.ctx, 6)])) as [Actor, Actor];
  const add = async (code: string, kind: string, parent?: string) => {
    const more = { profile: profiles.get(kind) as LoadedProfile, ...(parent && { parent: id[parent] as number }) };
    id[code] = (await addDevices(app.ctx, [code], more))[0] as number;
  };
  for (const code of ['hook', 'lora', 'plain']) await add(code, 'gateway');
  await add('pool', 'water-level', 'hook');
  await add('theirs', 'water-level', 'lora');
  await add(CAMERA, 'security-camera');
});
afterAll(() => devices.close());

type Speech = {
  dialect: string | null;
  base: string | null;
  rows: { key: string; value: string }[];
  snippet: string | null;
  off: string | null;
};
const speak = async (code: string, dialect: string | null, more = {}) => {
  const answer = await app.call<Speech & { code?: string }>(manager, 'POST', `/api/devices/${id[code]}/speech`, {
    dialect,
    ...more,
  });
  await devices.book.refresh();
  return answer;
};
const settingOf = (speech: Speech, key: string) => speech.rows.find((row) => row.key === key)?.value ?? '';
const send = (code: string, body: string | object, headers: Record<string, string>) =>
  app.callRaw<{ taken: number; refused: string[] }>(undefined, {
    method: 'POST',
    url: `/api/devices/hooks/${code}`,
    payload: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const latest = async (code: string) => {
  const { rows } = await app.ctx.writer.query('select state from device_state where device = $1', [id[code]]);
  const held = (rows[0]?.state.latest ?? {}) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(held).map(([key, { value }]) => [key, value]));
};
const reasons = async (code: string) => {
  await devices.tally.flush();
  const { rows } = await app.ctx.writer.query('select reason from device_refusal where device = $1 order by 1', [
    id[code],
  ]);
  return rows.map((row) => row.reason);
};

describe('a webhook', () => {
  let secret: string;
  beforeAll(async () => {
    secret = settingOf((await speak('hook', 'webhook')).body, 'password');
  });
  const bearer = () => ({ authorization: `Bearer ${secret}` });
  const sign = (body: string, time = Math.floor(Date.now() / 1000)) => ({
    'x-gewu-timestamp': String(time),
    'x-gewu-signature': `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
  });

  it('is committed when it is answered, one message or many', async () => {
    const time = new Date(Date.now() - 5000).toISOString();
    const one = await send('hook', { device: 'pool', time, values: { level: 7 } }, bearer());
    expect(one).toMatchObject({ status: 200, body: { taken: 1, refused: [] } });
    expect(await latest('pool')).toEqual({ level: 7 });
    const many = [
      { device: 'pool', values: { level: '8', battery: 50 } },
      { device: 'pool', values: { level: 900 } },
      { device: 'pool', values: 5 },
      { values: { level: 1 } },
      { device: 'pool', time: 'long ago', values: { level: 9 } },
      7,
    ];
    const answer = await send('hook', many, bearer());
    expect(answer.body).toEqual({ taken: 3, refused: ['wrong-shape', 'no-device', 'wrong-shape', 'no-device'] });
    expect(await latest('pool')).toEqual({ level: 9, battery: 50 });
    expect(await reasons('pool')).toEqual(['out-of-range', 'wrong-shape']);
  });

  it('speaks for nothing that stands behind another', async () => {
    const answer = await send('hook', { device: 'theirs', values: { level: 90 } }, bearer());
    expect(answer.body).toEqual({ taken: 0, refused: ['topic-not-yours'] });
    expect(await latest('theirs')).toEqual({});
    await send('hook', { device: 'SN-new', values: { level: 1 } }, bearer());
    await devices.tally.flush();
    const { rows } = await app.ctx.writer.query(`select via from device_claim where code = 'SN-new'`);
    expect(rows).toEqual([{ via: 'webhook hook' }]);
  });

  it('may sign instead: over this body, now, and once', async () => {
    const body = JSON.stringify({ device: 'pool', values: { level: 11 } });
    const signed = sign(body);
    expect((await send('hook', body, signed)).status).toBe(200);
    expect(await latest('pool')).toMatchObject({ level: 11 });
    const other = body.replace('11', '12');
    const old = Math.floor(Date.now() / 1000) - 3600;
    for (const [text, headers] of [
      [body, signed],
      [other, signed],
      [other, sign(other, old)],
      [other, sign(other, old + 7200)],
      [other, { ...sign(other), 'x-gewu-timestamp': '' }],
      [other, { ...sign(other), 'x-gewu-signature': 'sha256=00' }],
      [other, { 'x-gewu-signature': `sha256=${'0'.repeat(64)}` }],
    ] as [string, Record<string, string>][])
      expect((await send('hook', text, { ...headers, ...bearer() })).status).toBe(401);
    expect(await latest('pool')).toMatchObject({ level: 11 });
    expect(await reasons('hook')).toEqual(expect.arrayContaining(['replayed', 'wrong-signature']));
  });

  it('is nobody without the right secret, and says why what it sent cannot be read', async () => {
    for (const [code, headers] of [
      ['hook', {}],
      ['hook', { authorization: 'Bearer nothing' }],
      ['hook', { authorization: 'Bearer token-plain' }],
      ['plain', { authorization: 'Bearer token-plain' }],
      ['nobody', bearer()],
      ['lora', bearer()],
    ] as [string, Record<string, string>][])
      expect((await send(code, {}, headers)).status).toBe(401);
    for (const body of ['', '{', '\u0000', 'nul'])
      expect((await send('hook', body, bearer())).body).toEqual({ taken: 0, refused: ['not-json'] });
    expect((await send('hook', Array(1001).fill(1), bearer())).body.refused).toEqual(['too-large']);
    const odd = await app.callRaw(undefined, { method: 'POST', url: '/api/devices/hooks/hook', headers: bearer() });
    expect(odd.status).toBeLessThan(500);
  });

  it('of another system is read by its own dialect', async () => {
    const key = settingOf((await speak('lora', 'chirpstack')).body, 'password');
    const headers = { authorization: `Bearer ${key}` };
    const deviceInfo = { devEui: 'theirs', deviceName: 'x' };
    const up = { deviceInfo, time: new Date().toISOString(), object: { water_level: 12 } };
    expect((await send('lora', up, headers)).body).toEqual({ taken: 1, refused: [] });
    expect(await latest('theirs')).toEqual({ level: 12 });
    expect((await send('lora', { deviceInfo, batteryLevel: 3 }, headers)).body).toEqual({ taken: 0, refused: [] });
    expect((await send('lora', { other: 1 }, headers)).body.refused).toEqual(['wrong-shape']);
  });
});

describe('how a device speaks', () => {
  it('is said with a new secret once, and without it afterwards', async () => {
    const made = (await speak('plain', 'zigbee2mqtt', { base: 'house/z2m' })).body;
    const secret = settingOf(made, 'password');
    expect(made).toMatchObject({ dialect: 'zigbee2mqtt', base: 'house/z2m', off: null });
    expect(made.snippet).toContain(`password: ${secret}`);
    expect(made.snippet).not.toMatch(/[{}]/);
    expect((await devices.book.byToken(secret))?.code).toBe('plain');
    const read = (await app.call<Speech>(manager, 'GET', `/api/devices/${id.plain}/speech`)).body;
    expect(JSON.stringify(read)).not.toContain(secret);
    expect(read.rows.map((row) => row.key)).toEqual(made.rows.map((row) => row.key));
    const own = (await speak('plain', null)).body;
    expect(own.dialect).toBeNull();
    expect(await devices.book.byToken(secret)).toBeUndefined();
    expect((await devices.book.byToken(settingOf(own, 'token')))?.code).toBe('plain');
  });

  it('for GB/T 28181 wants twenty digits, keeps a hash alone, and gives no token', async () => {
    expect(await speak('plain', 'gb28181')).toMatchObject({ status: 422, body: { code: 'device.code20' } });
    const speech = (await speak(CAMERA, 'gb28181')).body;
    expect(settingOf(speech, 'serverId')).toBe('61040200002000000001');
    expect(settingOf(speech, 'port')).toBe('5060');
    const password = settingOf(speech, 'password');
    expect(password).toMatch(/^[0-9a-f]{16}$/);
    const { rows } = await app.ctx.writer.query(
      'select token_hash, s.* from device d join device_dialect s on s.device = d.id where d.id = $1',
      [id[CAMERA]],
    );
    expect(rows[0]).toMatchObject({
      token_hash: null,
      sealed: null,
      ha1: passwordHash(CAMERA, '6104020000', password),
    });
    expect(JSON.stringify(rows)).not.toContain(password);
    Object.assign(app.ctx.config, { sip: undefined });
    const off = (await app.call<Speech>(manager, 'GET', `/api/devices/${id[CAMERA]}/speech`)).body;
    expect(off.off).toBe('sip');
  });

  it('is not for others to see or set', async () => {
    const url = `/api/devices/${id.hook}/speech`;
    const far = staffAt('610499', 'manager');
    expect((await app.call(far, 'GET', url)).status).toBe(404);
    expect((await app.call(far, 'POST', url, { dialect: null })).status).toBe(404);
    for (const actor of [worker, neighbour]) {
      expect((await app.call(actor, 'GET', url)).status).toBe(403);
      expect((await app.call(actor, 'POST', url, { dialect: null })).status).toBe(403);
    }
    expect((await speak('hook', 'nothing')).status).toBe(422);
    const list = (await app.call<{ key: string }[]>(worker, 'GET', '/api/devices/dialects')).body;
    expect(list.map(({ key }) => key)).toEqual(['chirpstack', 'frigate', 'gb28181', 'webhook', 'zigbee2mqtt']);
  });

  it('lets the staff read the dialect and never what proves it', async () => {
    const { rows } = await app.ctx.writer.query(
      `select attname as name from pg_attribute where attrelid = 'device_dialect'::regclass and attnum > 0
         and has_column_privilege('gewu_staff', attrelid, attnum, 'select') order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(['at', 'base', 'device', 'dialect']);
  });
});
