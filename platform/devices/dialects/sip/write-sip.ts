import { randomBytes } from 'node:crypto';

const WORDS = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  503: 'Service Unavailable',
} as const;
export type Status = keyof typeof WORDS;
export type Headers = ReadonlyMap<string, readonly string[]>;

/**
 * Writes an answer. It repeats what the sender needs to know it by; the address from which the request came is noted in
 * the topmost Via (RFC 3581).
 */
export function writeAnswer(
  status: Status,
  headers: Headers,
  from: { host: string; port: number },
  more: readonly [string, string][] = [],
): Buffer {
  const [via = '', ...others] = headers.get('via') ?? [];
  const first = (via.split(',')[0] ?? '').replace(/;\s*rport(=\d*)?(?=;|$)/, '').trimEnd();
  const rest = via.slice((via.split(',')[0] ?? '').length);
  const to = headers.get('to')?.[0] ?? '';
  const lines = [
    `SIP/2.0 ${status} ${WORDS[status]}`,
    `Via: ${first};received=${from.host};rport=${from.port}${rest}`,
    ...others.map((other) => `Via: ${other}`),
    `From: ${headers.get('from')?.[0] ?? ''}`,
    `To: ${/;\s*tag=/.test(to) ? to : `${to};tag=${randomBytes(4).toString('hex')}`}`,
    `Call-ID: ${headers.get('call-id')?.[0] ?? ''}`,
    `CSeq: ${headers.get('cseq')?.[0] ?? ''}`,
    ...more.map(([name, value]) => `${name}: ${value}`),
    'User-Agent: Gewu',
    'Content-Length: 0',
    '',
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** Writes a MESSAGE of ours to a device, outside any dialogue. */
export function writeMessage(
  transport: 'udp' | 'tcp',
  server: { id: string; realm: string; at: string },
  device: string,
  from: { host: string; port: number },
  xml: string,
): Buffer {
  const body = Buffer.from(xml, 'utf8');
  const word = () => randomBytes(8).toString('hex');
  const lines = [
    `MESSAGE sip:${device}@${from.host}:${from.port} SIP/2.0`,
    `Via: SIP/2.0/${transport.toUpperCase()} ${server.at};rport;branch=z9hG4bK${word()}`,
    `From: <sip:${server.id}@${server.realm}>;tag=${word()}`,
    `To: <sip:${device}@${server.realm}>`,
    `Call-ID: ${word()}@${server.realm}`,
    'CSeq: 1 MESSAGE',
    'Max-Forwards: 70',
    'Content-Type: Application/MANSCDP+xml',
    `Content-Length: ${body.length}`,
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body]);
}
