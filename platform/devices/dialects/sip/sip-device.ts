import { createHash, randomBytes } from 'node:crypto';
import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { connect, type Socket } from 'node:net';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

export type SipReply = { status: number; headers: Map<string, string>; text: string };

/** A GB/T 28181 device as tests and fuzzing play it, over UDP or TCP. */
export type SipDevice = {
  /** Sends bytes as they are. */
  throw(bytes: Buffer | string): void;
  /** Sends a request and waits for its answer; undefined where none came in time. */
  ask(request: Partial<SipAsk>): Promise<SipReply | undefined>;
  /** Registers as the standard says: asked, challenged, answered. */
  register(password: string, more?: Partial<SipAsk>): Promise<SipReply | undefined>;
  /** Sends an alarm notice or any other body. */
  message(xml: Buffer | string, more?: Partial<SipAsk>): Promise<SipReply | undefined>;
  /** Requests that came from the server. */
  readonly heard: string[];
  /** Whether the connection is open. */
  isOpen(): boolean;
  close(): void;
};

export type SipAsk = {
  method: string;
  user: string;
  headers: [string, string][];
  body: Buffer | string;
  callId: string;
  branch: string;
};

const REALM = '6104020000';

/** @param user 20 digits */
export async function playSipDevice(
  transport: 'udp' | 'tcp',
  port: number,
  user: string,
  waitMs = 15_000,
): Promise<SipDevice> {
  const waiting = new Map<string, (reply: SipReply) => void>();
  const heard: string[] = [];
  let count = 0;
  let udp: Datagrams | undefined;
  let tcp: Socket | undefined;
  let held = '';
  const take = (text: string) => {
    const [head = ''] = text.split('\r\n\r\n');
    const [first = '', ...lines] = head.split('\r\n');
    const headers = new Map(
      lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
    );
    const status = Number(/^SIP\/2\.0 (\d{3})/.exec(first)?.[1]);
    if (!status) heard.push(text);
    else waiting.get(`${headers.get('call-id')} ${headers.get('cseq')}`)?.({ status, headers, text });
  };
  if (transport === 'udp') {
    udp = createSocket('udp4');
    udp.on('message', (bytes) => take(bytes.toString('latin1')));
    await new Promise<void>((done) => udp?.bind(0, '127.0.0.1', done));
  } else {
    tcp = connect(port, '127.0.0.1');
    tcp.on('error', () => undefined);
    tcp.on('data', (bytes) => {
      held += bytes.toString('latin1');
      for (;;) {
        const end = held.indexOf('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0);
        if (end < 0 || held.length < end + 4 + length) return;
        take(held.slice(0, end + 4 + length));
        held = held.slice(end + 4 + length);
      }
    });
    await new Promise<void>((done, failed) => tcp?.once('connect', () => done()).once('error', failed));
  }
  const device: SipDevice = {
    heard,
    isOpen: () => tcp?.readyState === 'open' || udp !== undefined,
    throw(bytes) {
      if (udp) udp.send(bytes, port, '127.0.0.1', () => undefined);
      else tcp?.write(bytes);
    },
    ask(request) {
      count += 1;
      const method = request.method ?? 'OPTIONS';
      const callId = request.callId ?? `${randomBytes(6).toString('hex')}@127.0.0.1`;
      const body = Buffer.from(request.body ?? '');
      const from = `<sip:${request.user ?? user}@${REALM}>`;
      const lines = [
        `${method} sip:61040200002000000001@${REALM} SIP/2.0`,
        `Via: SIP/2.0/${transport.toUpperCase()} 127.0.0.1:5060;rport;branch=${request.branch ?? `z9hG4bK${count}${randomBytes(4).toString('hex')}`}`,
        `From: ${from};tag=${count}`,
        `To: ${from}`,
        `Call-ID: ${callId}`,
        `CSeq: ${count} ${method}`,
        'Max-Forwards: 70',
        ...(request.headers ?? []).map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${body.length}`,
        '',
        '',
      ];
      return new Promise((done) => {
        const key = `${callId} ${count} ${method}`;
        const timer = setTimeout(() => finish(undefined), waitMs);
        const finish = (reply: SipReply | undefined) => {
          clearTimeout(timer);
          waiting.delete(key);
          done(reply);
        };
        waiting.set(key, finish);
        device.throw(Buffer.concat([Buffer.from(lines.join('\r\n')), body]));
      });
    },
    async register(password, more = {}) {
      const headers: [string, string][] = [
        ['Contact', `<sip:${user}@127.0.0.1:5060>`],
        ['Expires', '3600'],
        ...(more.headers ?? []),
      ];
      const asked = await device.ask({ ...more, method: 'REGISTER', headers });
      const nonce = /nonce="([^"]+)"/.exec(asked?.headers.get('www-authenticate') ?? '')?.[1];
      if (asked?.status !== 401 || !nonce) return asked;
      return device.ask({
        ...more,
        method: 'REGISTER',
        headers: [...headers, proof('REGISTER', user, password, nonce)],
      });
    },
    message: (xml, more = {}) =>
      device.ask({
        ...more,
        method: 'MESSAGE',
        body: xml,
        headers: [['Content-Type', 'Application/MANSCDP+xml'], ...(more.headers ?? [])],
      }),
    close() {
      udp?.close();
      tcp?.destroy();
    },
  };
  return device;
}

/** The answer to a challenge, with a count or in the older way without. */
export function proof(
  method: string,
  user: string,
  password: string,
  nonce: string,
  count: string | undefined = '00000001',
): [string, string] {
  const [ha1, ha2] = [md5(`${user}:${REALM}:${password}`), md5(`${method}:sip:${REALM}`)];
  const response = md5(count === '' ? `${ha1}:${nonce}:${ha2}` : `${ha1}:${nonce}:${count}:abcd:auth:${ha2}`);
  const tail = count === '' ? '' : `, qop=auth, nc=${count}, cnonce="abcd"`;
  const parts = `username="${user}", realm="${REALM}", nonce="${nonce}", uri="sip:${REALM}", response="${response}", algorithm=MD5${tail}`;
  return ['Authorization', `Digest ${parts}`];
}

/** An alarm notice as a camera or an alarm input sends it. */
export const alarmNotice = (
  device: string,
  more: { priority?: number; method?: number; type?: number; at?: string; name?: string } = {},
): string =>
  `<?xml version="1.0" encoding="GB2312"?>\r\n<Notify>\r\n<CmdType>Alarm</CmdType>\r\n<SN>17</SN>\r\n<DeviceID>${device}</DeviceID>\r\n<AlarmPriority>${more.priority ?? 1}</AlarmPriority>\r\n<AlarmTime>${more.at ?? chinaNow()}</AlarmTime>\r\n<AlarmMethod>${more.method ?? 5}</AlarmMethod>\r\n${more.name ? `<AlarmDescription>${more.name}</AlarmDescription>\r\n` : ''}<Longitude>108.7</Longitude>\r\n<Latitude>34.33</Latitude>\r\n<Info>\r\n<AlarmType>${more.type ?? 6}</AlarmType>\r\n</Info>\r\n</Notify>\r\n`;

/** A sign of life. */
export const keepalive = (device: string): string =>
  `<?xml version="1.0"?>\r\n<Notify>\r\n<CmdType>Keepalive</CmdType>\r\n<SN>1</SN>\r\n<DeviceID>${device}</DeviceID>\r\n<Status>OK</Status>\r\n</Notify>\r\n`;

/** Now, as devices write it: China's time without a zone. */
export const chinaNow = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19);
