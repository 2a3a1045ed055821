import { connect, type Socket } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';
import type { SipServer } from './sip/server-identity.ts';

/** A packet of MQTT as bytes. */
export const packet = (one: object, protocolVersion = 4) =>
  mqttPacket.generate(one as Packet, { protocolVersion } as never);
/** How a device signs in. */
export const hello = (code: string, protocolVersion: number) =>
  packet(
    {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion,
      clean: true,
      clientId: `c-${code}`,
      keepalive: 60,
      username: code,
      password: Buffer.from(`token-${code}`),
    },
    protocolVersion,
  );

let serial = 0;
/** A connection from one of many addresses of this machine, so that ports of closed ones do not run out. */
export async function dial(port: number): Promise<Socket> {
  serial += 1;
  const localAddress = `127.0.${1 + ((serial >> 7) % 250)}.${1 + (serial % 250)}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  await new Promise<void>((done) => socket.once('connect', () => done()).once('close', () => done()));
  return socket;
}
/** Sends all, hangs up, and waits until the other side has read it and has hung up too. */
export async function sendAndEnd(port: number, bytes: Buffer): Promise<void> {
  const socket = await dial(port);
  socket.resume();
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  socket.end(bytes);
  await closed;
}
/** Sends and waits for the answer to a ping at its end, or until the other side has had enough. */
export async function sendAndPing(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed) return;
  await new Promise<void>((done) => {
    const finish = () => {
      socket.off('data', look).off('close', finish);
      done();
    };
    const look = (chunk: Buffer) => {
      if (chunk.includes(Buffer.from([0xd0, 0x00]))) finish();
    };
    socket.on('data', look).once('close', finish);
    socket.write(Buffer.concat([bytes, Buffer.from([0xc0, 0])]));
  });
}
/** Does a piece of work so many times, ten at a time. */
export async function tenAtATime(count: number, work: () => Promise<void>): Promise<void> {
  for (let i = 0; i < count; i += 10) await Promise.all(Array.from({ length: Math.min(10, count - i) }, work));
}

let transaction = 0;
/** A request of a device by SIP, each its own transaction: otherwise the first answer would do for all. */
export function sipText(server: SipServer, device: string, method: string, headers: string[], body: string): Buffer {
  const lines = [
    `${method} sip:${server.id}@${server.realm} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:5060;rport;branch=z9hG4bK${transaction++}`,
    `From: <sip:${device}@${server.realm}>;tag=1`,
    `To: <sip:${device}@${server.realm}>`,
    'Call-ID: fuzz@127.0.0.1',
    `CSeq: 1 ${method}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** Remaining length as MQTT writes it. */
export function lengthOf(length: number): number[] {
  const bytes: number[] = [];
  for (let left = length; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) | (left >= 128 ? 0x80 : 0));
    if (left < 128) return bytes;
  }
}
