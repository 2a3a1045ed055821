import { createHash } from 'node:crypto';
import type { MqttClient } from 'mqtt';

export type UpdatedDevice = {
  title: string;
  version: string;
  /** Whether installing this version fails. */
  fails?: (version: string) => boolean;
  /** Bytes asked for at once. */
  pieceBytes?: number;
  /** How long each step after the download takes, ms. */
  stepMs?: number;
  /** How long it waits for a piece before it asks again, ms. */
  patienceMs?: number;
  onState?: (state: string, version: string) => void;
};

const SHARED = 'v1/devices/me/attributes';
const TELEMETRY = 'v1/devices/me/telemetry';
const NAMES = ['title', 'version', 'size', 'checksum', 'checksum_algorithm'].map((part) => `fw_${part}`);
const TRIES = 30;

/**
 * Makes a connected device one that can be updated, by the protocol of ThingsBoard: it hears which firmware it is to have,
 * fetches it piece by piece, checks the digest and says how far it is. Settings that it hears it answers with its own
 * attributes. After a lost connection it asks anew what it is to have.
 * @returns what is installed in it now
 */
export function playUpdates(client: MqttClient, device: UpdatedDevice): { installed(): string } {
  const { stepMs = 0, pieceBytes = 16_384, patienceMs = 5_000 } = device;
  let installed = { title: device.title, version: device.version };
  let shared: Record<string, unknown> = {};
  let busy = false;
  let asked = 0;
  let heard: ((piece: Buffer | Error) => void) | undefined;

  const publish = (topic: string, payload: string) =>
    new Promise<void>((done) => client.publish(topic, payload, { qos: 1 }, () => done()));
  const say = (state: string, more: object = {}) => {
    device.onState?.(state, String(shared.fw_version ?? ''));
    const { title, version } = installed;
    const values = { current_fw_title: title, current_fw_version: version, fw_state: state, ...more };
    return publish(TELEMETRY, JSON.stringify(values));
  };
  const piece = async (n: number): Promise<Buffer> => {
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await new Promise<Buffer | Error | undefined>((done) => {
        const timer = setTimeout(() => done(undefined), patienceMs);
        heard = (bytes) => {
          clearTimeout(timer);
          done(bytes);
        };
        asked += 1;
        void publish(`v2/fw/request/${asked}/chunk/${n}`, String(pieceBytes));
      });
      if (answer instanceof Error) throw answer;
      if (answer) return answer;
    }
    throw new Error('no answer');
  };
  const fetchAll = async (size: number): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for (let got = 0; got < size; ) {
      const bytes = await piece(pieces.length);
      if (bytes.length === 0) break;
      pieces.push(bytes);
      got += bytes.length;
    }
    return Buffer.concat(pieces);
  };
  const update = async (): Promise<void> => {
    const { fw_title, fw_version, fw_size, fw_checksum } = shared;
    await say('DOWNLOADING');
    const content = await fetchAll(Number(fw_size));
    await say('DOWNLOADED');
    if (createHash('sha256').update(content).digest('hex') !== fw_checksum) throw new Error('checksum');
    await say('VERIFIED');
    await pause(stepMs);
    await say('UPDATING');
    await pause(stepMs);
    if (device.fails?.(String(fw_version))) throw new Error('flash write failed');
    installed = { title: String(fw_title), version: String(fw_version) };
    await say('UPDATED');
  };
  const look = async (): Promise<void> => {
    const wanted = typeof shared.fw_version === 'string' && typeof shared.fw_title === 'string';
    if (busy || !wanted || (shared.fw_version === installed.version && shared.fw_title === installed.title)) return;
    busy = true;
    const { fw_version, fw_title } = shared;
    await update().catch((error: Error) => say('FAILED', { fw_error: error.message }));
    busy = false;
    // something else may have been offered meanwhile; the same again would fail again
    if (shared.fw_version !== fw_version || shared.fw_title !== fw_title) await look();
  };
  const configure = async (news: Record<string, unknown>): Promise<void> => {
    if (!('config_version' in news)) return;
    const settings = Object.entries(news).filter(([key]) => !/^(fw|sw)_/.test(key));
    await publish(SHARED, JSON.stringify(Object.fromEntries(settings)));
  };
  client.on('message', (topic, payload) => {
    if (topic.startsWith('v2/fw/response/')) return heard?.(payload);
    if (topic === 'v2/fw/error') return heard?.(new Error(payload.toString()));
    if (!topic.startsWith(SHARED)) return;
    const body = JSON.parse(payload.toString()) as Record<string, unknown>;
    const news = topic === SHARED ? body : (body.shared as Record<string, unknown>);
    shared = { ...shared, ...news };
    void configure(news).then(look);
  });
  const begin = async (): Promise<void> => {
    await client.subscribeAsync([SHARED, `${SHARED}/response/+`, 'v2/fw/response/+/chunk/+', 'v2/fw/error'], {
      qos: 1,
    });
    await publish(
      TELEMETRY,
      JSON.stringify({ current_fw_title: installed.title, current_fw_version: installed.version }),
    );
    await publish(`${SHARED}/request/1`, JSON.stringify({ sharedKeys: [...NAMES, 'config_version'].join() }));
  };
  const again = () => void begin().catch(() => undefined); // the next connection begins anew
  client.on('connect', again);
  if (client.connected) again();
  return { installed: () => installed.version };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
