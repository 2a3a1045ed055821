import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../../testing/small-district.ts';
import { withApp } from '../../../testing/with-app.ts';
import { withDatabase } from '../../../testing/with-database.ts';
import { createDevices, type Devices } from '../../intake/create-devices.ts';
import type { LoadedProfile } from '../../profiles/profile-types.ts';
import { readProfiles } from '../../profiles/read-profiles.ts';
import { addDevices } from '../../testing.ts';
import { createDialects, type Dialects } from '../create-dialects.ts';
import { readDialects } from '../read-dialects.ts';
import { passwordHash } from './check-digest.ts';
import { sipServer } from './server-identity.ts';
import { alarmNotice, chinaNow, keepalive, playSipDevice, proof, type SipDevice } from './sip-device.ts';
import { type Sip, startSip } from './start-sip.ts';

const database = withDatabase();
const app = withApp(database, []);
const profiles = readProfiles();
const NVR = '61040200001180000001';
const CHANNEL = '61040200001320000001';
const OTHER = '61040200001320000009';
const BUTTON = '61040200001340000001';
let devices: Devices;
let dialects: Dialects;
let sip: Sip;
const server = sipServer({ district: '610402', sip: undefined });
const id: Record<string, number> = {};
const open: SipDevice[] = [];

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  devices = createDevices(app.ctx, (key) => profiles.get(key));
  dialects = createDialects(app.ctx, devices, readDialects(new Set(profiles.keys())));
  sip = await startSip(app.ctx, devices, dialects, { host: '127.0.0.1', port: 0, server });
  const add = async (code: string, kind: string, parent?: string) => {
    const more = { profile: profiles.get(kind) as LoadedProfile, ...(parent && { parent: id[parent] as number }) };
    id[code] = (await addDevices(app.ctx, [code], more))[0] as number;
    if (parent) return;
    await app.ctx.writer.query(
      `insert into device_dialect (device, dialect, ha1, account) values ($1, 'gb28181', $2, 'p4')`,
      [id[code], passwordHash(code, server.realm, `pw-${code}`)],
    );
  };
  await add(NVR, 'gateway');
  await add(CHANNEL, 'security-camera', NVR);
  await add(BUTTON, 'sos-button', NVR);
  await add(OTHER, 'security-camera');
});
afterAll(async () => {
  for (const device of open) device.close();
  await sip.stop();
  await devices.close();
});

async function play(transport: 'udp' | 'tcp', code: string, waitMs?: number): Promise<SipDevice> {
  const device = await playSipDevice(transport, sip.port, code, waitMs);
  open.push(device);
  return device;
}
const query = async (text: string, values: unknown[]) => {
  await devices.tally.flush();
  return (await app.ctx.writer.query(text, values)).rows;
};
const latest = async (code: string) => {
  const rows = await query('select state from device_state where device = $1', [id[code]]);
  const held = (rows[0]?.state.latest ?? {}) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(held).map(([key, { value }]) => [key, value]));
};
const readings = async (code: string) =>
  (await query('select count(*)::int as n from telemetry where device = $1', [id[code]]))[0].n as number;
const reasons = async (code: string) =>
  (await query('select reason from device_refusal where device = $1 order by reason', [id[code]])).map(
    (row) => row.reason,
  );
const nonceFor = async (device: SipDevice, method = 'REGISTER') => {
  const asked = await device.ask({ method });
  return /nonce="([^"]+)"/.exec(asked?.headers.get('www-authenticate') ?? '')?.[1] ?? '';
};

describe('the code of the server', () => {
  it('has twenty digits, its domain ten', () => {
    expect(server).toEqual({ id: '61040200002000000001', realm: '6104020000' });
  });
});

describe.each(['udp', 'tcp'] as const)('a device that registers over %s', (transport) => {
  it('is challenged, let in, heard, and raises an alarm of a channel behind it', async () => {
    const nvr = await play(transport, NVR);
    const asked = await nvr.ask({ method: 'REGISTER' });
    expect(asked?.status).toBe(401);
    expect(asked?.headers.get('www-authenticate')).toMatch(
      /realm="6104020000", nonce="[^"]{40,}", algorithm=MD5, qop="auth"/,
    );
    const done = await nvr.register(`pw-${NVR}`);
    expect(done?.status).toBe(200);
    expect(done?.headers.get('expires')).toBe('3600');
    expect(done?.headers.get('date')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
    expect(done?.headers.get('via')).toMatch(/received=127\.0\.0\.1;rport=\d+$/);
    expect((await nvr.message(keepalive(NVR)))?.status).toBe(200);
    expect(await query('select link from device_state where device = $1', [id[NVR]])).toEqual([{ link: 'online' }]);
    const at = chinaNow();
    expect((await nvr.message(alarmNotice(CHANNEL, { priority: 2, at })))?.status).toBe(200);
    expect(await latest(CHANNEL)).toMatchObject({
      event: 'intrusion',
      priority: 2,
      method: 'video',
      lon: 108.7,
      lat: 34.33,
    });
    const [row] = await query('select severity, channel from alarm where device = $1 and active', [id[CHANNEL]]);
    expect(row).toEqual({ severity: 'major', channel: 'intrusion' });
    const [last] = await query('select max(at) as at from telemetry where device = $1', [id[CHANNEL]]);
    expect(last.at.getTime()).toBe(Date.parse(`${at}+08:00`));
    await expect.poll(() => nvr.heard.length, { timeout: 8000 }).toBe(1);
    expect(nvr.heard[0]).toMatch(/^MESSAGE sip:61040200001180000001@[\s\S]*<SN>17<\/SN>[\s\S]*<Result>OK<\/Result>/);
  });

  it('speaks for nobody else, whatever stands in From or in the body', async () => {
    const nvr = await play(transport, NVR);
    await nvr.register(`pw-${NVR}`);
    const before = await readings(OTHER);
    expect((await nvr.message(alarmNotice(OTHER)))?.status).toBe(403);
    expect((await nvr.message(alarmNotice(OTHER), { user: OTHER }))?.status).toBe(401);
    expect((await nvr.message(alarmNotice('61040200001320000777')))?.status).toBe(403);
    const nonce = await nonceFor(nvr);
    const stolen = { method: 'REGISTER', user: OTHER, headers: [proof('REGISTER', NVR, `pw-${NVR}`, nonce)] };
    expect((await nvr.ask(stolen as never))?.status).toBe(403);
    expect(await readings(OTHER)).toBe(before);
    expect(await reasons(NVR)).toContain('topic-not-yours');
    expect(await query(`select via from device_claim where code = '61040200001320000777'`, [])).toEqual([
      { via: `gb28181 ${NVR}` },
    ]);
    const stranger = await play(transport, NVR);
    expect((await stranger.message(alarmNotice(CHANNEL)))?.status).toBe(401); // from elsewhere than it registered
  });

  it('may prove itself at a message, too, as after a restart', async () => {
    const nvr = await play(transport, NVR);
    const nonce = await nonceFor(nvr, 'MESSAGE');
    const before = await readings(BUTTON);
    const more = { headers: [proof('MESSAGE', NVR, `pw-${NVR}`, nonce)] };
    expect((await nvr.message(alarmNotice(BUTTON, { method: 2, type: 5 }), more))?.status).toBe(200);
    expect(await latest(BUTTON)).toMatchObject({ pressed: true });
    expect(await readings(BUTTON)).toBe(before + 1);
  });
});

describe('what a device must prove', () => {
  it('is its password, fresh each time; a wrong one, an old nonce and a used count are refused', async () => {
    const camera = await play('udp', OTHER);
    expect((await camera.register('guess'))?.status).toBe(403);
    const nonce = await nonceFor(camera);
    const ask = (count: string | undefined, word = nonce) =>
      camera.ask({ method: 'REGISTER', headers: [proof('REGISTER', OTHER, `pw-${OTHER}`, word, count)] });
    expect((await ask('00000001'))?.status).toBe(200);
    expect((await ask('00000002'))?.status).toBe(200);
    expect((await ask('00000002'))?.status).toBe(401);
    expect((await ask('00000001'))?.status).toBe(401);
    const plain = await nonceFor(camera);
    expect((await ask('', plain))?.status).toBe(200); // the older way without a count: once
    expect((await ask('', plain))?.status).toBe(401);
    const forged = await ask('00000001', `${plain.slice(0, -1)}${plain.endsWith('0') ? '1' : '0'}`);
    expect(forged?.headers.get('www-authenticate')).toContain('stale=true');
    expect(await reasons(OTHER)).toEqual(['replayed', 'wrong-password']);
  });

  it('is asked of unknown speakers too, who then wait in the list of claims', async () => {
    const unknown = await play('udp', '61040200001320000555');
    expect((await unknown.register('anything'))?.status).toBe(403);
    const [claim] = await query(`select via, sample from device_claim where code = '61040200001320000555'`, []);
    expect(claim).toEqual({ via: 'gb28181', sample: 'REGISTER 127.0.0.1' });
  });

  it('ends with its registration, and with the device being put out of use', async () => {
    const camera = await play('udp', OTHER);
    await camera.register(`pw-${OTHER}`);
    expect((await camera.message(keepalive(OTHER)))?.status).toBe(200);
    await app.ctx.writer.query(
      `update sip_registration set expires_at = now() - interval '1 second' where device = $1`,
      [id[OTHER]],
    );
    expect((await camera.message(keepalive(OTHER)))?.status).toBe(401);
    await camera.register(`pw-${OTHER}`, { headers: [] });
    const nonce = await nonceFor(camera);
    const leave: [string, string][] = [['Expires', '0'], proof('REGISTER', OTHER, `pw-${OTHER}`, nonce)];
    expect((await camera.ask({ method: 'REGISTER', headers: leave }))?.status).toBe(200);
    expect((await camera.message(keepalive(OTHER)))?.status).toBe(401);
    expect(await query('select link from device_state where device = $1', [id[OTHER]])).toEqual([{ link: 'offline' }]);
    await app.ctx.writer.query(`update device set admin = 'disabled', changed_at = now() where id = $1`, [id[OTHER]]);
    await devices.book.refresh();
    expect((await camera.register(`pw-${OTHER}`))?.status).toBe(403);
    await app.ctx.writer.query(`update device set admin = 'active', changed_at = now() where id = $1`, [id[OTHER]]);
    await devices.book.refresh();
  });
});

describe('a message', () => {
  let nvr: SipDevice;
  beforeAll(async () => {
    nvr = await play('udp', NVR);
    await nvr.register(`pw-${NVR}`);
  });

  it('that is sent again is done once and answered alike', async () => {
    const same = { callId: 'same@127.0.0.1', branch: 'z9hG4bKsame' };
    const before = await readings(CHANNEL);
    const text = alarmNotice(CHANNEL, { type: 8 });
    const bytes = `MESSAGE sip:1@6104020000 SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=${same.branch}\r\nFrom: <sip:${NVR}@6104020000>;tag=1\r\nTo: <sip:1@6104020000>\r\nCall-ID: ${same.callId}\r\nCSeq: 900 MESSAGE\r\nContent-Type: Application/MANSCDP+xml\r\n\r\n${text}`;
    for (let i = 0; i < 5; i++) nvr.throw(bytes);
    expect((await nvr.message(keepalive(NVR)))?.status).toBe(200);
    await expect.poll(() => readings(CHANNEL), { timeout: 8000 }).toBe(before + 1);
  });

  it('is read in GB 18030 and in UTF-8', async () => {
    const [head = '', tail = ''] = alarmNotice(CHANNEL, { name: '#' }).split('#');
    const words = Buffer.from([0xb1, 0xa8, 0xbe, 0xaf]); // 报警 in GB 18030
    expect((await nvr.message(Buffer.concat([Buffer.from(head), words, Buffer.from(tail)])))?.status).toBe(200);
    expect((await nvr.message(alarmNotice(CHANNEL, { name: '报警' }).replace('GB2312', 'UTF-8')))?.status).toBe(200);
  });

  it('with entities, a document type, another body or another method is refused', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Notify><CmdType>&b;</CmdType></Notify>`;
    for (const body of [bomb, '', 'no xml', '<a>', '<a/><b/>', '<Notify>text</Notify>', '<a>'.repeat(300)])
      expect((await nvr.message(body))?.status).toBe(400);
    expect((await nvr.message('<Notify><CmdType>Strange</CmdType></Notify>'))?.status).toBe(400);
    expect((await nvr.message('<Notify><CmdType>Catalog</CmdType></Notify>'))?.status).toBe(200);
    const json = {
      method: 'MESSAGE',
      body: '{}',
      headers: [['Content-Type', 'application/json']] as [string, string][],
    };
    expect((await nvr.ask(json))?.status).toBe(400);
    for (const method of ['INVITE', 'SUBSCRIBE', 'OPTIONS']) {
      const answer = await nvr.ask({ method });
      expect([answer?.status, answer?.headers.get('allow')]).toEqual([405, 'REGISTER, MESSAGE']);
    }
    expect(await reasons(NVR)).toEqual(expect.arrayContaining(['not-xml', 'wrong-shape']));
  });

  it('with a clock that is years off still counts, from when it came', async () => {
    const before = await readings(CHANNEL);
    expect((await nvr.message(alarmNotice(CHANNEL, { type: 9, at: '1970-01-01T08:00:00' })))?.status).toBe(200);
    expect(await readings(CHANNEL)).toBe(before + 1);
    expect(await reasons(CHANNEL)).toContain('stamp-too-old');
  });
});

describe('what is no SIP', () => {
  it('over TCP ends the connection; heads and bodies have a limit', async () => {
    const head = (more: string) =>
      `MESSAGE sip:1@x SIP/2.0\r\nVia: SIP/2.0/TCP h\r\nFrom: <sip:1@x>\r\nTo: <sip:1@x>\r\nCall-ID: 1\r\nCSeq: 1 MESSAGE\r\n${more}\r\n`;
    const odd = [
      'GET / HTTP/1.1\r\n\r\n',
      'x'.repeat(9000),
      head(''),
      head('Content-Length: 99999999\r\n'),
      '\u0000\r\n\r\n',
    ];
    for (const bytes of odd) {
      const device = await play('tcp', NVR);
      device.throw(bytes);
      await expect.poll(() => device.isOpen(), { timeout: 5000 }).toBe(false);
    }
    const device = await play('tcp', NVR);
    device.throw('\r\n\r\n'); // a sign of life of the connection
    expect((await device.ask({ method: 'OPTIONS' }))?.status).toBe(405);
    expect((await device.ask({ method: 'OPTIONS', headers: [['Bad Name', 'x']] }))?.status).toBe(400);
    device.throw(head(`${'X-A: 1\r\n'.repeat(70)}Content-Length: 0\r\n`));
    await expect.poll(() => device.isOpen(), { timeout: 5000 }).toBe(false);
  });

  it('is too much from one address, or over too many connections', async () => {
    const options = { host: '127.0.0.1', port: 0, server, perSecond: 5, connections: { all: 3, each: 2 } };
    const small = await startSip(app.ctx, devices, dialects, options);
    const flood = await playSipDevice('udp', small.port, NVR, 2500);
    const answers = await Promise.all(Array.from({ length: 60 }, () => flood.ask({ method: 'OPTIONS' })));
    const answered = answers.filter(Boolean).length;
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(60);
    const crowd = await Promise.all([1, 2, 3, 4].map(() => playSipDevice('tcp', small.port, NVR)));
    await expect.poll(() => crowd.filter((one) => one.isOpen()).length, { timeout: 8000 }).toBe(2);
    for (const one of [...crowd, flood]) one.close();
    await small.stop();
  });
});
