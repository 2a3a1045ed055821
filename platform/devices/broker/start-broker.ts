import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import type { Context } from '../../http/context.ts';
import { repeatWork } from '../../http/repeat-work.ts';
import type { Dialects } from '../dialects/create-dialects.ts';
import { hearTopic, mayListen } from '../dialects/hear-topic.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import { createPackageServer } from '../rollouts/serve-package.ts';
import { createConnections, publishTo } from './connected-devices.ts';
import { sendCommands } from './device-commands.ts';
import { handleDeviceMessage, takeTelemetry } from './handle-device-message.ts';
import type { MessageTools } from './message-tools.ts';
import { Door } from './open-door.ts';
import { provisionDevice } from './provision-device.ts';
import { createSharedPusher } from './push-shared.ts';
import { mayHear, PROVISION_REQUEST, PROVISION_RESPONSE, subjectOf } from './topic-rules.ts';

export type Broker = { port: number; stop(): Promise<void> };

export type BrokerOptions = {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** PEM texts; with them the broker speaks TLS. */
  tls?: { cert: string; key: string };
  /** Bridges that speak the language of another system; none: their topics are refused. */
  dialects?: Dialects;
};

/** The name of what a device has said: nobody can subscribe to it, so nothing a device says reaches another. */
const SWALLOWED = '$said';
const COMMANDS_MS = 500;

/**
 * Starts the broker inside: MQTT 3.1.1 and 5, a device signs in with its token as user name (or its code and the token as
 * password), and publishes and hears only what is its own. A message is acknowledged when it is committed.
 */
export async function startBroker(
  ctx: Pick<Context, 'writer' | 'log' | 'files'>,
  devices: Devices,
  options: BrokerOptions,
): Promise<Broker> {
  const { writer, log } = ctx;
  const connections = createConnections();
  const tools: MessageTools = { writer, devices, connections, packages: createPackageServer(ctx) };
  const signedIn = new Map<Client, KnownDevice | 'provision'>();
  const doors = new Map<Client, Door>();

  const aedes = new Aedes({
    maxClientsIdLength: 200,
    preConnect: (client, packet, done) => {
      // the door sees messages that the broker never gets, so that it alone knows who is silent
      doors.get(client)?.expectWithin(packet.keepalive ?? 0);
      packet.keepalive = 0;
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      signIn(username, password?.toString())
        .then((who) => {
          // who hung up meanwhile is never said to have left, and would be remembered for ever
          if (!who || client.closed) return done(null, false);
          // one device can never take over the session of another, whatever client id it claims
          const name = who === 'provision' ? 'new' : String(who.id);
          Object.assign(client, { id: `${name}/${client.id}`, clean: true });
          signedIn.set(client, who);
          if (who !== 'provision') connections.bind(who.id, client);
          done(null, true);
        })
        .catch((error: unknown) => {
          log.error({ err: error }, 'a device could not be signed in');
          done(Object.assign(new Error('unavailable'), { returnCode: 3 }), false);
        });
    },
    authorizePublish: (client, packet, done) => {
      take(client, packet)
        .then(() => {
          packet.topic = SWALLOWED;
          packet.payload = Buffer.alloc(0);
          packet.retain = false;
          done(null);
        })
        .catch((error: unknown) => {
          // nothing was acknowledged: the device keeps the message and sends it again
          log.error({ err: error }, 'a message of a device could not be taken in');
          done(error as Error);
        });
    },
    authorizeSubscribe: (client, subscription, done) => {
      const who = signedIn.get(client);
      if (who === undefined || who === 'provision')
        return done(null, who && subscription.topic === PROVISION_RESPONSE ? subscription : null);
      if (mayHear(subscription.topic)) return done(null, subscription);
      mayListen(options.dialects, who, subscription.topic).then(
        (may) => done(null, may ? subscription : null),
        (error: Error) => done(error, null),
      );
    },
    authorizeForward: (_client, packet) => (packet.topic === SWALLOWED ? null : packet),
  });
  aedes.on('clientReady', (client) => {
    const who = signedIn.get(client);
    if (who && who !== 'provision') doors.get(client)?.open((topic, payload) => hear(who, topic, payload));
  });
  aedes.on('clientDisconnect', (client) => leave(client));
  aedes.on('clientError', (client) => leave(client));
  aedes.on('connectionError', (client) => leave(client));
  await aedes.listen();

  function leave(client: Client): void {
    signedIn.delete(client);
    connections.release(client);
  }

  async function signIn(username?: string, password?: string): Promise<KnownDevice | 'provision' | undefined> {
    if (!username || username.length > 200) return undefined;
    if (username === 'provision') return 'provision';
    const device =
      (await devices.book.byToken(username)) ?? (password ? await byPassword(username, password) : undefined);
    return device?.admin === 'active' ? device : undefined;
  }

  async function byPassword(code: string, password: string): Promise<KnownDevice | undefined> {
    const device = await devices.book.byToken(password);
    return device?.code === code ? device : undefined;
  }

  /** Takes what a device measured; undefined where its message is about something else. */
  function hear(who: KnownDevice, topic: string, payload: Buffer): Promise<void> | undefined {
    if (subjectOf(topic)?.kind !== 'telemetry') return undefined;
    // the book may have read the device anew since it signed in
    const known = devices.book.known(who.id);
    const kept = known
      ? takeTelemetry(devices, known, payload)
      : devices.book.byId(who.id).then((device) => takeTelemetry(devices, device ?? who, payload));
    return kept.catch((error: unknown) => {
      log.error({ err: error }, 'a message of a device could not be taken in');
      throw error;
    });
  }

  async function take(client: Client | null, packet: PublishPacket): Promise<void> {
    const who = client && signedIn.get(client);
    if (!client || !who) return;
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    if (who === 'provision') {
      if (packet.topic !== PROVISION_REQUEST) return;
      publishTo(client, PROVISION_RESPONSE, await provisionDevice(writer, devices.tally, parse(payload)));
      return;
    }
    const subject = subjectOf(packet.topic);
    // the book may have read the device anew since it signed in
    const device = (await devices.book.byId(who.id)) ?? who;
    if (subject) await handleDeviceMessage(tools, device, client, subject, payload);
    else if (!(await hearTopic(options.dialects, device, packet.topic, payload)))
      devices.tally.refuse(who.id, [{ reason: 'topic-not-yours', sample: packet.topic }]);
  }

  const accept = (socket: Socket) => {
    const door = new Door(socket, devices.intake.isFull);
    door.on('error', () => undefined); // the client hears of it by its connection ending
    const client = aedes.handle(door);
    doors.set(client, door);
    door.on('close', () => doors.delete(client));
  };
  const server: Server = options.tls ? createTlsServer(options.tls, accept) : createServer(accept);
  await new Promise<void>((ready, failed) => {
    server.once('error', (error) => aedes.close(() => failed(error))); // its own timers would keep the process alive
    server.listen(options.port, options.host, () => ready());
  });

  const codeOf = async (id: number) => (await devices.book.byId(id))?.code;
  const pushShared = createSharedPusher(writer, connections, codeOf);
  const turn = async () => {
    await sendCommands(writer, connections, codeOf);
    await pushShared();
    for (const [client, who] of signedIn)
      if (client.closed && !client.connected) leave(client);
      else if (who !== 'provision' && (await devices.book.byId(who.id))?.admin !== 'active') client.close();
  };
  const stopTurning = repeatWork(COMMANDS_MS, turn, (error) =>
    log.error({ err: error }, 'the broker could not send what waits'),
  );

  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      await stopTurning();
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const door of doors.values()) door.destroy();
      await closed;
      await new Promise<void>((done) => aedes.close(() => done()));
    },
  };
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
