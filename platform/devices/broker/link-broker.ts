import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Context } from '../../http/context.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { Refusal } from '../intake/intake-types.ts';
import { readTelemetry } from '../intake/read-telemetry.ts';
import { isAttributes, keepAttributes } from './attributes.ts';

/**
 * A message of an outside broker that is not of our own topics; a dialect takes it, or says that it is none of its own.
 * @returns whether it was taken
 */
export type TakeOther = (topic: string, payload: Buffer, at: number) => Promise<boolean>;

export type BrokerLink = { ready: Promise<void>; stop(): Promise<void> };

export type LinkOptions = {
  /** mqtt://user:word@host:1883 or mqtts://… */
  url: string;
  /** Servers with one group share the messages between them. */
  group: string;
  /** Connections of this server: each waits for its own commits, side by side they share them. */
  connections?: number;
  /** Further topics to hear, for dialects. */
  topics?: readonly string[];
  takeOther?: TakeOther;
};

/**
 * Topics of devices behind an outside broker. The broker there decides who may publish what: give each device the right
 * to write `gewu/<its code>/#` alone (in Mosquitto: `pattern write gewu/%u/#`).
 */
const OURS = /^gewu\/([^/]{1,200})\/(telemetry|attributes)$/;

/**
 * Hears an outside MQTT 5 broker through shared subscriptions, so that many servers share the load. A message is
 * acknowledged when it is committed; what was not is sent again by the broker to whoever is left.
 */
export function linkBroker(ctx: Pick<Context, 'writer' | 'log'>, devices: Devices, options: LinkOptions): BrokerLink {
  const { log, writer } = ctx;
  const topics = ['gewu/+/telemetry', 'gewu/+/attributes', ...(options.topics ?? [])];
  const settings: IClientOptions = {
    protocolVersion: 5,
    clean: true,
    reconnectPeriod: 1000,
    resubscribe: true,
    // few at a time a connection: what is not acknowledged when we die is soon handed to another server
    properties: { receiveMaximum: 20 },
  };

  async function take(topic: string, payload: Buffer): Promise<void> {
    const at = Date.now();
    const [, code, kind] = OURS.exec(topic) ?? [];
    if (code === undefined) {
      if (!(await options.takeOther?.(topic, payload, at)))
        devices.tally.meet(topic, 'mqtt', payload.toString('utf8', 0, 300));
      return;
    }
    const device = await devices.book.byCode(code);
    if (!device) return devices.tally.meet(code, 'mqtt', payload.toString('utf8', 0, 300));
    if (kind === 'telemetry') {
      const { readings, refusals } = readTelemetry(payload, at);
      return devices.takeReadings(device, at, readings, refusals);
    }
    const body = parse(payload);
    if (isAttributes(body)) return keepAttributes(writer, device.id, 'client', body);
    const refusal: Refusal = {
      reason: body === undefined ? 'not-json' : 'wrong-shape',
      sample: payload.toString('utf8', 0, 300),
    };
    devices.tally.refuse(device.id, [refusal]);
  }

  const clients = Array.from({ length: options.connections ?? 16 }, () => join());
  function join(): { client: MqttClient; ready: Promise<void> } {
    const client = mqtt.connect(options.url, settings);
    client.handleMessage = (packet, done) => {
      take(packet.topic, Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)).then(
        () => done(),
        (error: unknown) => {
          log.error({ err: error }, 'a message of the outside broker could not be taken in');
          // unacknowledged it stays with the broker; a new connection asks for it again
          client.reconnect();
          done(error as Error);
        },
      );
    };
    client.on('error', (error) => log.warn({ err: error }, 'the outside broker'));
    const ready = new Promise<void>((done) => {
      client.on('connect', () => {
        client
          .subscribeAsync(
            topics.map((topic) => `$share/${options.group}/${topic}`),
            { qos: 1 },
          )
          .then(() => done())
          .catch((error: unknown) => log.error({ err: error }, 'the outside broker lets us not hear its topics'));
      });
    });
    return { client, ready };
  }

  return {
    ready: Promise.all(clients.map(({ ready }) => ready)).then(() => undefined),
    stop: async () => {
      await Promise.all(clients.map(({ client }) => client.endAsync()));
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
