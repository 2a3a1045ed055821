import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { provisionDevice } from '../broker/provision-device.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { syncProfiles } from '../profiles/sync-profiles.ts';
import { registerDeviceRoutes } from '../routes/register-device-routes.ts';
import type { Claim } from './claims.ts';
import { guessProfile } from './guess-profile.ts';
import { readClues } from './read-clues.ts';
import { registerClaimRoutes } from './register-claim-routes.ts';

const profiles = readProfiles();
const database = withDatabase();
let devices: Devices;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, (key) => profiles.get(key));
    registerClaimRoutes(server, ctx);
    registerDeviceRoutes(server, ctx);
  },
]);
let desk: Actor, worker: Actor;
beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  await syncProfiles(app.ctx.writer, profiles);
  [desk, worker] = (await Promise.all([atPost(app.ctx, 4), atPost(app.ctx, 1)])) as [Actor, Actor];
});
afterAll(() => devices.close());

const list = async (ignored = false) =>
  (await app.call<Claim[]>(desk, 'GET', `/api/devices/claims?ignored=${ignored}`)).body;
const take = (actor: Actor | undefined, body: object) =>
  app.call<{ id: number }>(actor, 'POST', '/api/devices/claims/take', body);
const ignore = (actor: Actor | undefined, body: object) => app.call(actor, 'POST', '/api/devices/claims/ignore', body);

describe('devices that nobody knows', () => {
  it('wait with what they seem to be and where, and are heard behind their gateway once they are claimed', async () => {
    const made = await app.call<{ id: number }>(desk, 'POST', '/api/devices', {
      code: 'GW-7',
      name: '物业室网关',
      profile: 'gateway',
      area: '610402001001001',
      place: '甲社区',
    });
    devices.tally.meet('SMK-1', 'gateway GW-7', '[{"ts":1,"values":{"smoke":0.1,"alarm":false,"battery":90');
    devices.tally.meet('BIN-1', 'mqtt', '{"fill":40,"address":"乙社区 3 号","model":"B2"}', 'bin-sensor');
    await devices.tally.flush();
    const [bin, smoke] = (await list()).sort((a, b) => (a.code < b.code ? -1 : 1)) as [Claim, Claim];
    expect(smoke).toMatchObject({
      gateway: { id: made.body.id, name: '物业室网关' },
      place: { area: '610402001001001' },
    });
    expect(smoke.guesses[0]).toMatchObject({ profile: 'smoke', name: { zh: '烟感' } });
    expect(bin).toMatchObject({ gateway: null, model: 'B2', place: { area: '610402001002', place: '乙社区 3 号' } });
    expect(bin.guesses[0]?.profile).toBe('bin-sensor');

    const body = { code: 'SMK-1', name: '201 烟感', profile: 'smoke', place: '甲社区', area: '610402001001001' };
    expect((await take(worker, body)).status).toBe(403);
    expect((await take(undefined, body)).status).toBe(401);
    expect((await take(desk, { ...body, code: 'NOBODY' })).status).toBe(404);
    expect((await take(staffAt('610403', 'manager'), body)).status).toBe(422);
    const { status, body: claimed } = await take(desk, body);
    expect(status).toBe(201);
    expect(await devices.book.byCode('SMK-1')).toMatchObject({ id: claimed.id, parent: made.body.id, admin: 'active' });
    expect((await list()).map((claim) => claim.code)).toEqual(['BIN-1']);
  });

  it('are put aside with a reason, stay aside while they go on speaking, and come back', async () => {
    devices.tally.meet('TV-1', 'mqtt', '{"channel":5}');
    await devices.tally.flush();
    expect((await ignore(worker, { code: 'TV-1', reason: '不是本区设备' })).status).toBe(403);
    expect((await ignore(desk, { code: 'TV-2', reason: '不是本区设备' })).status).toBe(404);
    expect((await ignore(desk, { code: 'TV-1', reason: '不是本区设备' })).status).toBe(200);
    devices.tally.meet('TV-1', 'mqtt', '{"channel":6}');
    await devices.tally.flush();
    expect((await list()).map((claim) => claim.code)).not.toContain('TV-1');
    expect((await list(true))[0]).toMatchObject({
      code: 'TV-1',
      messages: 2,
      ignored: { by: '员工4', reason: '不是本区设备' },
    });
    await ignore(desk, { code: 'TV-1', reason: null });
    expect((await list()).find((claim) => claim.code === 'TV-1')?.ignored).toBeNull();
  });

  it('with the key of provisioning get their token once they are claimed', async () => {
    await app.ctx.writer.query(
      `insert into setting (key, value) values ('devices.provision', '{"key":"k","secret":"s"}')`,
    );
    const ask = () =>
      provisionDevice(app.ctx.writer, devices.tally, {
        deviceName: 'PRV-1',
        provisionDeviceKey: 'k',
        provisionDeviceSecret: 's',
      });
    expect(await ask()).toMatchObject({ status: 'FAILURE' });
    await devices.tally.flush();
    await take(desk, { code: 'PRV-1', name: '新烟感', profile: 'smoke', area: '610402001001001' });
    expect(await ask()).toMatchObject({ status: 'SUCCESS' });
    expect(await ask()).toMatchObject({ status: 'FAILURE' });
  });

  it('are asked for from the field, with where they hang', async () => {
    const ask = (actor: Actor | undefined) =>
      app.call(actor, 'POST', '/api/devices/claims/ask', { code: 'FLD-1', place: '甲社区 5 号', maker: '某厂' });
    expect((await ask(desk)).status).toBe(403);
    for (let i = 0; i < 2; i++) expect((await ask(worker)).status).toBe(200);
    expect((await list()).find((claim) => claim.code === 'FLD-1')).toMatchObject({
      via: 'field',
      maker: '某厂',
      guesses: [],
      place: { area: '610402001001', place: '甲社区 5 号' },
    });
  });
});

describe('the kind of an unknown device', () => {
  it('is found again from any half of what it says, for every declared kind that says something of its own', () => {
    const all = [...profiles.values()];
    const uses = (key: string) => all.filter((one) => Object.hasOwn(one.keys, key)).length;
    const telling = all.flatMap((one) => {
      const own = Object.keys(one.keys).filter((key) => uses(key) === 1);
      return own.length > 0 ? [{ one, own }] : [];
    });
    fc.assert(
      fc.property(fc.constantFrom(...telling), fc.infiniteStream(fc.boolean()), ({ one, own }, coin) => {
        const keys = [own[0] as string, ...Object.keys(one.keys).filter(() => coin.next().value)];
        const best = guessProfile([...new Set(keys)], [one, ...all.filter((other) => other !== one)])[0];
        expect(best?.profile).toBe(one.profile);
      }),
      { numRuns: 60 },
    );
    expect(guessProfile(['nothing'], all)).toEqual([]);
  });

  it('and its position are read from a message cut anywhere, without ever failing', () => {
    const whole = JSON.stringify({ values: { smoke: 1 }, longitude: 108.7, latitude: 34.33, address: '芙蓉小区3号楼' });
    const all = readClues(whole);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (end) => {
        const { keys, lon, lat, place } = readClues(whole.slice(0, end));
        expect(all.keys.slice(0, keys.length)).toEqual(keys);
        expect([null, all.lon]).toContain(lon);
        expect([null, all.lat]).toContain(lat);
        expect([null, all.place]).toContain(place);
      }),
    );
    expect(readClues(whole)).toMatchObject({ lon: 108.7, lat: 34.33, place: '芙蓉小区3号楼' });
    expect(readClues('{"lat":34.3}')).toMatchObject({ lon: null, lat: null });
    expect(readClues('{"lon":500,"lat":34.3}')).toMatchObject({ lon: null });
  });
});
