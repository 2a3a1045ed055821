export type Publish = {
  topic: string;
  payload: Buffer;
  /** By which it is acknowledged; 0 where it asks for none (QoS 0). */
  id: number;
};

const PUBLISH = 0x30;
const TYPE = 0xf0;
const QOS = 0x06;

/**
 * Reads a message of QoS 0 or 1 out of a packet of MQTT 3.1.1 (OASIS MQTT 3.1.1, 3.3).
 * @param packet whole, its header included
 * @returns undefined for every other packet, and for one that is malformed: whoever reads it next says so
 */
export function readPublish(packet: Buffer): Publish | undefined {
  const head = packet[0] as number;
  const qos = (head & QOS) >> 1;
  if ((head & TYPE) !== PUBLISH || qos > 1) return undefined;
  let at = 1;
  while ((packet[at] as number) >= 0x80) at += 1;
  at += 1;
  if (at + 2 > packet.length) return undefined;
  const begin = at + 2;
  const end = begin + packet.readUInt16BE(at);
  if (end + 2 * qos > packet.length) return undefined;
  const id = qos === 1 ? packet.readUInt16BE(end) : 0;
  if (qos === 1 && id === 0) return undefined;
  return { topic: packet.toString('utf8', begin, end), payload: packet.subarray(end + 2 * qos), id };
}

/** The acknowledgements of messages, as they travel (OASIS MQTT 3.1.1, 3.4). */
export function writeAcknowledgements(ids: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * 4);
  for (const [i, id] of ids.entries()) bytes.writeUInt32BE(0x40020000 + id, i * 4);
  return bytes;
}
