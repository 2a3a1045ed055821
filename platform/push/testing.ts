import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import webPush from 'web-push';
import type { PushPayload } from './push-note.ts';
import type { Phone, PushSend } from './push-send.ts';

/** What a push service got for a phone, opened with the phone's own keys. */
export type Received = {
  phone: string;
  ttl: number;
  urgency: string;
  topic: string;
  vapid: boolean;
  payload: PushPayload;
};
export type PushService = {
  /** A way out to this service: encrypted and signed like the real one, over plain HTTP. */
  send: PushSend;
  received: Received[];
  /** A browser's new subscription here. */
  subscribe(name: string): Phone;
  /** What the service answers from now on for a phone; 201 otherwise. */
  answer(name: string, status: number, headers?: Record<string, string>): void;
  isOwn(endpoint: string): boolean;
  close(): Promise<void>;
};

/** A push service of the test's own: takes what is sent over HTTP and opens it as the browser would (RFC 8291). */
export async function startPushService(): Promise<PushService> {
  const phones = new Map<string, { pair: ECDH; auth: Buffer }>();
  const answers = new Map<string, { status: number; headers: Record<string, string> }>();
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status, headers } = answers.get(name) ?? { status: 201, headers: {} };
      const phone = phones.get(name);
      if (phone && status < 300)
        received.push({
          phone: name,
          ttl: Number(request.headers.ttl),
          urgency: String(request.headers.urgency),
          topic: String(request.headers.topic),
          vapid: /^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/.test(request.headers.authorization ?? ''),
          payload: JSON.parse(openPushed(Buffer.concat(parts), phone.pair, phone.auth)),
        });
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = addressOf(server);
  return {
    received,
    isOwn: (endpoint) => endpoint.startsWith(base),
    answer: (name, status, headers = {}) => void answers.set(name, { status, headers }),
    subscribe(name) {
      const pair = createECDH('prime256v1');
      const auth = randomBytes(16);
      const p256dh = pair.generateKeys('base64url');
      phones.set(name, { pair, auth });
      return { endpoint: `${base}/${name}`, keys: { p256dh, auth: auth.toString('base64url') } };
    },
    async send(phone, payload, options) {
      const { headers, body } = webPush.generateRequestDetails(phone, payload, options);
      const sent = await fetch(phone.endpoint, {
        method: 'POST',
        headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)])),
        body: new Uint8Array(body as Buffer),
      }).catch(() => undefined);
      return sent && { status: sent.status, retryAfter: sent.headers.get('retry-after') ?? undefined };
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** Opens one aes128gcm record (RFC 8188) sealed for a browser's keys (RFC 8291). */
function openPushed(body: Buffer, pair: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + sender.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32));
  const derive = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${what}\0`), length));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
