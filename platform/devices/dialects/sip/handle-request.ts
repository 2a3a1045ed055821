import type pg from 'pg';
import type { Devices } from '../../intake/create-devices.ts';
import type { KnownDevice, RefusalReason } from '../../intake/intake-types.ts';
import type { Dialects, Spoken } from '../create-dialects.ts';
import { noteLink } from '../note-link.ts';
import { type Credentials, knowsPassword, readCredentials } from './check-digest.ts';
import type { Nonces } from './create-nonces.ts';
import type { Registrations } from './keep-registrations.ts';
import { type SipRequest, userOf } from './parse-sip.ts';
import { readManscdp } from './read-manscdp.ts';
import type { SipServer } from './server-identity.ts';
import type { Status } from './write-sip.ts';

export type SipTools = {
  writer: pg.Pool;
  devices: Devices;
  dialects: Dialects;
  nonces: Nonces;
  registrations: Registrations;
  server: SipServer;
  /** Whether one more unknown speaker may be put on the list of claims now. */
  mayClaim: (source: string, now: number) => boolean;
};

/** From where a request came; over TCP the connection itself. */
export type Source = { name: string; host: string };

export type Outcome = {
  status: Status;
  more: [string, string][];
  /** An alarm was taken: the standard wants it answered by a message of ours, too. */
  alarm?: { device: string; about: string; number: string };
};

const LONGEST_S = 86_400;
const LEAST_S = 60;
const METHODS = 'REGISTER, MESSAGE';

/**
 * Does what a device asks for by SIP; resolves once it is committed. A device is who it proved to be by digest: at its
 * registration, and at a message that comes from elsewhere than where it registered. It speaks for itself and for the
 * channels behind it, whatever number stands in the body.
 * @param now ms
 * @throws Error only where the database failed; then nothing is answered and the device sends again
 */
export async function handleRequest(
  tools: SipTools,
  request: SipRequest,
  source: Source,
  now: number,
): Promise<Outcome> {
  const { method, headers } = request;
  if (method !== 'REGISTER' && method !== 'MESSAGE') return { status: 405, more: [['Allow', METHODS]] };
  const user = userOf(headers.get('from')?.[0]);
  if (user === undefined) return plain(400);
  if (method === 'REGISTER' && userOf(headers.get('to')?.[0]) !== user) return plain(403);
  const signed = headers.get('authorization')?.[0];
  if (method === 'REGISTER' || signed !== undefined) {
    if (signed === undefined) return challenge(tools, now, false);
    const credentials = readCredentials(signed, method, tools.server.realm);
    if (!credentials) return plain(400);
    const found = await prove(tools, user, credentials, source, now);
    if ('status' in found) return found;
    return method === 'REGISTER'
      ? register(tools, found.device, request, source, now)
      : hear(tools, found, request, now);
  }
  const known = await find(tools, user);
  if (!known) return plain(403);
  if (!(await tools.registrations.has(known.device.id, source.name, now))) return challenge(tools, now, false);
  return hear(tools, known, request, now);
}

type Known = { device: KnownDevice; spoken: Spoken };

async function find({ devices, dialects }: SipTools, user: string): Promise<Known | undefined> {
  const device = await devices.book.byCode(user);
  const spoken = device?.admin === 'active' ? await dialects.of(device) : undefined;
  return device && spoken?.dialect.transport === 'sip' && spoken.ha1 !== null ? { device, spoken } : undefined;
}

/** Who knows the password of the user that speaks; the password comes before the nonce, so that guessing uses none up. */
async function prove(
  tools: SipTools,
  user: string,
  credentials: Credentials,
  source: Source,
  now: number,
): Promise<Known | Outcome> {
  const { devices, nonces, mayClaim } = tools;
  if (credentials.username !== user) return plain(403);
  const known = await find(tools, user);
  if (!known) {
    const device = await devices.book.byCode(user);
    if (device) devices.tally.refuse(device.id, [{ reason: 'wrong-password', sample: `SIP ${source.host}` }]);
    else if (mayClaim(source.host, now)) devices.tally.meet(user, 'gb28181', `REGISTER ${source.host}`);
    return plain(403);
  }
  const refuse = (reason: RefusalReason) =>
    devices.tally.refuse(known.device.id, [{ reason, sample: `SIP ${source.host}` }]);
  if (!knowsPassword(credentials, known.spoken.ha1 as string)) {
    refuse('wrong-password');
    return plain(403);
  }
  const use = nonces.use(credentials.nonce, credentials.count, now);
  if (use === 'replayed') refuse('replayed');
  return use === 'good' ? known : challenge(tools, now, use === 'stale');
}

async function register(
  { writer, registrations }: SipTools,
  device: KnownDevice,
  { headers }: SipRequest,
  source: Source,
  now: number,
): Promise<Outcome> {
  const contact = headers.get('contact')?.[0];
  const said = headers.get('expires')?.[0] ?? /;\s*expires=(\d{1,9})/.exec(contact ?? '')?.[1] ?? '3600';
  if (!/^\d{1,9}$/.test(said)) return plain(400);
  const seconds = Number(said) === 0 ? 0 : Math.min(LONGEST_S, Math.max(LEAST_S, Number(said)));
  if (seconds === 0) await registrations.forget(device.id);
  else await registrations.keep(device.id, source.name, now + seconds * 1000);
  await noteLink(writer, device.id, seconds > 0, now);
  // devices set their clock by this, in China's time and without a zone
  const date = new Date(now + 8 * 3_600_000).toISOString().slice(0, -1);
  const more: [string, string][] = [
    ['Date', date],
    ['Expires', String(seconds)],
  ];
  return { status: 200, more: contact === undefined ? more : [['Contact', contact], ...more] };
}

async function hear(
  { devices, dialects }: SipTools,
  { device, spoken }: Known,
  { headers, body }: SipRequest,
  now: number,
): Promise<Outcome> {
  const type = headers.get('content-type')?.[0] ?? '';
  const notice = /^application\/manscdp\+xml\s*(;|$)/i.test(type) ? readManscdp(body) : undefined;
  if (!notice) {
    devices.tally.refuse(device.id, [{ reason: 'not-xml', sample: body.toString('utf8', 0, 300) }]);
    return plain(400);
  }
  if (notice.root !== 'Notify') return plain(200); // answers to what we never asked
  if (devices.intake.isFull()) return plain(503);
  const { taken, refused } = await dialects.hear(device, spoken, { body: notice.body }, now);
  if (refused.includes('topic-not-yours') || refused.includes('no-device')) return plain(403);
  if (taken === 0 && refused.length > 0) return plain(400);
  const { CmdType, SN, DeviceID } = notice.body;
  return CmdType === 'Alarm' && taken > 0
    ? { ...plain(200), alarm: { device: device.code, about: String(DeviceID), number: digits(SN) } }
    : plain(200);
}

function challenge({ nonces, server }: SipTools, now: number, stale: boolean): Outcome {
  const parts = `realm="${server.realm}", nonce="${nonces.issue(now)}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`;
  return { status: 401, more: [['WWW-Authenticate', `Digest ${parts}`]] };
}

const plain = (status: Status): Outcome => ({ status, more: [] });
const digits = (value: unknown): string => /^\d{1,10}$/.exec(String(value))?.[0] ?? '0';
