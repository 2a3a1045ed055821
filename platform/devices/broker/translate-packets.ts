import mqtt, { type Packet } from 'mqtt-packet';

export type Translator = {
  /** Bytes of a device that speaks MQTT 5 as packets of MQTT 3.1.1. @throws Error on what the protocol forbids */
  fromDevice(chunk: Buffer): Packet[];
  /** Bytes of the broker as bytes that the device understands. */
  fromBroker(chunk: Buffer): Buffer;
};

/** Reason codes of MQTT 5 for the return codes of MQTT 3.1.1 (OASIS MQTT 5.0, table 3-1). */
const CONNACK: Record<number, number> = { 0: 0x00, 1: 0x84, 2: 0x85, 3: 0x88, 4: 0x86, 5: 0x87 };
const NOT_AUTHORIZED = 0x87;
const MOST_ALIASES = 32;

/**
 * Translates one connection. What MQTT 5 adds and a device needs is kept: reason codes, topic aliases, an id given by
 * the server. Properties that only brokers and back ends use (user properties, expiry, correlation) are let go.
 * @param assignedId given to a device that comes without a client id
 */
export function createTranslator(assignedId: string): Translator {
  const device = mqtt.parser({ protocolVersion: 5 } as never);
  const broker = mqtt.parser({ protocolVersion: 4 } as never);
  const aliases = new Map<number, string>();
  const leaving = new Map<number, number>(); // topics of an unsubscribe under way: MQTT 5 answers each
  let heard: Packet[] = [];
  let said: Buffer[] = [];
  let assigned = false;
  let fault: Error | undefined;

  device.on('packet', (packet) => {
    const plain = toPlain(packet);
    if (plain) heard.push(plain);
  });
  broker.on('packet', (packet) => said.push(mqtt.generate(toFive(packet), { protocolVersion: 5 } as never)));
  for (const parser of [device, broker])
    parser.on('error', (error: Error) => {
      fault = error;
    });

  function toPlain(packet: Packet): Packet | undefined {
    switch (packet.cmd) {
      case 'connect': {
        assigned = packet.clientId === '';
        const { properties: _, will, ...rest } = packet;
        const plainWill = will && {
          topic: will.topic,
          payload: will.payload,
          qos: will.qos ?? 0,
          retain: will.retain ?? false,
        };
        return {
          ...rest,
          protocolVersion: 4,
          protocolId: 'MQTT',
          clientId: packet.clientId || assignedId,
          ...(plainWill && { will: plainWill }),
        } as Packet;
      }
      case 'publish': {
        const topic = resolveTopic(packet.topic, packet.properties?.topicAlias);
        const { properties: _, ...rest } = packet;
        return { ...rest, topic } as Packet;
      }
      case 'subscribe': {
        const { properties: _, ...rest } = packet;
        return { ...rest, subscriptions: packet.subscriptions.map(({ topic, qos }) => ({ topic, qos })) } as Packet;
      }
      case 'unsubscribe': {
        leaving.set(packet.messageId ?? 0, packet.unsubscriptions.length);
        const { properties: _, ...rest } = packet;
        return rest as Packet;
      }
      case 'auth':
        throw new Error('enhanced authentication is not offered');
      default: {
        const {
          properties: _,
          reasonCode: __,
          ...rest
        } = packet as Packet & { properties?: unknown; reasonCode?: unknown };
        return rest as Packet;
      }
    }
  }

  function resolveTopic(topic: string, alias: number | undefined): string {
    if (alias === undefined) return topic;
    if (alias < 1 || alias > MOST_ALIASES) throw new Error('a topic alias is out of range');
    if (topic !== '') aliases.set(alias, topic);
    const known = aliases.get(alias);
    if (known === undefined) throw new Error('a topic alias was never given');
    return known;
  }

  function toFive(packet: Packet): Packet {
    switch (packet.cmd) {
      case 'connack': {
        const reasonCode = CONNACK[packet.returnCode ?? 0] ?? 0x80;
        const properties = {
          topicAliasMaximum: MOST_ALIASES,
          sharedSubscriptionAvailable: false,
          ...(assigned && reasonCode === 0 && { assignedClientIdentifier: assignedId }),
        };
        return { cmd: 'connack', sessionPresent: packet.sessionPresent, reasonCode, properties } as Packet;
      }
      case 'suback':
        return { ...packet, granted: packet.granted.map((code) => (code === 128 ? NOT_AUTHORIZED : code)) } as Packet;
      case 'unsuback': {
        const count = leaving.get(packet.messageId ?? 0) ?? 1;
        leaving.delete(packet.messageId ?? 0);
        return { ...packet, granted: Array.from({ length: count }, () => 0) } as Packet;
      }
      case 'puback':
      case 'pubrec':
      case 'pubrel':
      case 'pubcomp':
        return { ...packet, reasonCode: 0 } as Packet;
      default:
        return packet;
    }
  }

  return {
    fromDevice(chunk) {
      heard = [];
      device.parse(chunk);
      if (fault) throw fault;
      return heard;
    },
    fromBroker(chunk) {
      said = [];
      broker.parse(chunk);
      if (fault) throw fault;
      return said.length === 1 ? (said[0] as Buffer) : Buffer.concat(said);
    },
  };
}
