import fc from 'fast-check';
import mqtt, { type Packet } from 'mqtt-packet';
import { expect, it } from 'vitest';
import { readPublish, writeAcknowledgements } from './read-publish.ts';

const message = fc.record({
  topic: fc.string({ minLength: 1, maxLength: 200 }).filter((topic) => !topic.includes('\u0000')),
  payload: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  qos: fc.constantFrom(0 as const, 1 as const),
  dup: fc.boolean(),
  retain: fc.boolean(),
  messageId: fc.integer({ min: 1, max: 65_535 }),
});

it('reads what any device writes', () => {
  fc.assert(
    fc.property(message, ({ dup, ...said }) => {
      const bytes = mqtt.generate({ cmd: 'publish', ...said, dup: dup && said.qos > 0 });
      const read = readPublish(bytes);
      expect(read?.topic).toBe(said.topic);
      expect(read?.payload.equals(said.payload)).toBe(true);
      expect(read?.id).toBe(said.qos === 0 ? 0 : said.messageId);
    }),
  );
});

it('leaves every other packet alone, and what is malformed', () => {
  const others: Packet[] = [
    { cmd: 'pingreq' },
    { cmd: 'puback', messageId: 7 },
    { cmd: 'disconnect' },
    { cmd: 'publish', topic: 't', payload: 'x', qos: 2, dup: false, retain: false, messageId: 3 },
    { cmd: 'subscribe', messageId: 3, subscriptions: [{ topic: 'v2/t', qos: 1 }] },
  ];
  for (const packet of others) expect(readPublish(mqtt.generate(packet))).toBeUndefined();
  const malformed = [
    [0x30, 0],
    [0x30, 1, 0],
    [0x30, 3, 0, 9, 65],
    [0x32, 3, 0, 1, 65],
    [0x32, 5, 0, 1, 65, 0, 0],
  ];
  for (const bytes of malformed) expect(readPublish(Buffer.from(bytes))).toBeUndefined();
});

it('writes acknowledgements that any device reads', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 50 }), (ids) => {
      const read: unknown[] = [];
      const parser = mqtt.parser();
      parser.on('packet', ({ cmd, messageId }) => read.push([cmd, messageId]));
      parser.parse(writeAcknowledgements(ids));
      expect(read).toEqual(ids.map((id) => ['puback', id]));
    }),
  );
});
