import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import type { Context } from '../../../http/context.ts';
import { repeatWork } from '../../../http/repeat-work.ts';
import type { Devices } from '../../intake/create-devices.ts';
import type { Dialects } from '../create-dialects.ts';
import { noteLink } from '../note-link.ts';
import { createNonces } from './create-nonces.ts';
import { createFramer, type Framed } from './frame-sip.ts';
import { handleRequest, type Source } from './handle-request.ts';
import { createRegistrations } from './keep-registrations.ts';
import { limitRate } from './limit-rate.ts';
import { parseDatagram } from './parse-sip.ts';
import { rememberAnswers } from './remember-answers.ts';
import type { SipServer } from './server-identity.ts';
import { writeAnswer, writeMessage } from './write-sip.ts';

export type Sip = { port: number; stop(): Promise<void> };

export type SipOptions = {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  server: SipServer;
  /** Requests a second from one address; what is beyond is not answered. */
  perSecond?: number;
  /** Open connections in all, and from one address. */
  connections?: { all: number; each: number };
};

const IDLE_MS = 300_000;
const SWEEP_MS = 10_000;
const CLAIMS_PER_SECOND = 1;

/** Hears GB/T 28181 devices by SIP over UDP and TCP at one port: registrations, signs of life and alarms. */
export async function startSip(
  { writer, log }: Pick<Context, 'writer' | 'log'>,
  devices: Devices,
  dialects: Dialects,
  { host, port, server, perSecond = 100, connections = { all: 2_000, each: 200 } }: SipOptions,
): Promise<Sip> {
  const registrations = createRegistrations(writer);
  const mayClaim = limitRate(CLAIMS_PER_SECOND);
  const tools = { writer, devices, dialects, nonces: createNonces(), registrations, server, mayClaim };
  const mayAsk = limitRate(perSecond);
  const remember = rememberAnswers();
  const working = new Set<Promise<void>>();
  let stopped = false;

  type Way = { transport: 'udp' | 'tcp'; source: Source; port: number; send: (bytes: Buffer) => void };

  async function serve({ head, body }: Framed, { transport, source, port, send }: Way): Promise<void> {
    const now = Date.now();
    if (head.kind === 'answer' || head.method === 'ACK' || !mayAsk(source.host, now)) return;
    const from = { host: source.host, port };
    const { method, uri, headers } = head;
    if (head.kind === 'bad') return send(writeAnswer(400, headers, from));
    const key = [source.name, ...['via', 'from', 'call-id', 'cseq'].map((name) => headers.get(name)?.[0])].join('\n');
    const answer = await remember(key, now, async () => {
      const { status, more, alarm } = await handleRequest(tools, { method, uri, headers, body }, source, now);
      if (alarm)
        setImmediate(() =>
          send(writeMessage(transport, { ...server, at: `${host}:${bound}` }, alarm.device, from, receipt(alarm))),
        );
      return writeAnswer(status, headers, from, more);
    });
    send(answer);
  }
  function take(message: Framed, way: Way): void {
    const work = serve(message, way).catch((error: unknown) =>
      // nothing is answered: the device sends again
      log.error({ err: error }, 'a message of a device could not be taken in'),
    );
    working.add(work);
    void work.finally(() => working.delete(work));
  }

  const datagrams = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 2 ** 20 });
  datagrams.on('error', (error) => log.warn({ err: error }, 'a datagram could not be sent'));
  datagrams.on('message', (bytes, { address, port }) => {
    const message = parseDatagram(bytes);
    if (!message) return;
    const source = { name: `udp:${address}:${port}`, host: address };
    const send = (answer: Buffer) => (stopped ? undefined : datagrams.send(answer, port, address, () => undefined));
    take(message, { transport: 'udp', source, port, send });
  });

  const open = new Map<Socket, string>();
  const streams = createServer((socket) => {
    const address = socket.remoteAddress ?? '';
    const sameHost = [...open.values()].filter((other) => other === address).length;
    if (open.size >= connections.all || sameHost >= connections.each) return void socket.destroy();
    open.set(socket, address);
    const source = { name: `tcp:${randomUUID()}`, host: address };
    const frame = createFramer();
    const send = (answer: Buffer) => {
      // who asks and does not read is let go before its answers fill the memory
      if (!socket.destroyed && socket.writableLength > 256 * 1024) socket.destroy();
      if (!socket.destroyed) socket.write(answer);
    };
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.on('data', (chunk) => {
      try {
        for (const message of frame(chunk))
          take(message, { transport: 'tcp', source, port: socket.remotePort ?? 0, send });
      } catch {
        socket.destroy();
      }
    });
  });

  const bound = await listen();
  async function listen(): Promise<number> {
    await new Promise<void>((ready, failed) => {
      streams.once('error', failed);
      streams.listen(port, host, () => ready());
    });
    const { port: found } = streams.address() as { port: number };
    await new Promise<void>((ready, failed) => {
      datagrams.once('error', (error) => streams.close(() => failed(error)));
      datagrams.bind(found, host, () => ready());
    });
    return found;
  }

  const stopSweeping = repeatWork(
    SWEEP_MS,
    async () => {
      const { rows } = await writer.query<{ device: number }>(
        'delete from sip_registration where expires_at < now() returning device',
      );
      for (const { device } of rows) await noteLink(writer, device, false, Date.now());
    },
    (error) => log.error({ err: error }, 'registrations that are over could not be ended'),
  );

  return {
    port: bound,
    async stop() {
      stopped = true;
      await stopSweeping();
      const closed = Promise.all([
        new Promise<void>((done) => streams.close(() => done())),
        new Promise<void>((done) => datagrams.close(() => done())),
      ]);
      for (const socket of open.keys()) socket.destroy();
      await closed;
      await Promise.all(working);
    },
  };
}

/** The receipt that the standard wants for an alarm, besides the answer to its message. */
const receipt = ({ about, number }: { about: string; number: string }): string =>
  `<?xml version="1.0" encoding="GB2312"?>\r\n<Response>\r\n<CmdType>Alarm</CmdType>\r\n<SN>${number}</SN>\r\n<DeviceID>${about.replace(/[^\w.-]/g, '')}</DeviceID>\r\n<Result>OK</Result>\r\n</Response>\r\n`;
