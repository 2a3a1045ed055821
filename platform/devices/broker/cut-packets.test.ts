import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCutter } from './cut-packets.ts';

const MOST = 40_000;
/** A packet as the protocol writes lengths: seven bits a byte, the eighth says that more follow. */
function packetOf(type: number, body: Uint8Array): Buffer {
  const head = [type << 4];
  let left = body.length;
  do {
    head.push((left % 128) + (left > 127 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from(head), body]);
}
const packets = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1, max: 14 }),
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(MOST))),
    )
    .map(([type, body]) => packetOf(type, body)),
  { maxLength: 6 },
);

it('gives the same packets however the bytes arrive', () => {
  fc.assert(
    fc.property(packets, fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }), (sent, sizes) => {
      const bytes = Buffer.concat(sent);
      const cut = createCutter(MOST);
      const heard: Buffer[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] as number;
        heard.push(...(cut(bytes.subarray(at, at + size)) ?? []));
        at += size;
      }
      expect(heard.map((packet) => packet.toString('hex'))).toEqual(sent.map((packet) => packet.toString('hex')));
    }),
    { numRuns: 60 },
  );
});

it('takes single bytes as well', () => {
  const cut = createCutter(MOST);
  const packet = packetOf(3, new Uint8Array(500).fill(7));
  const heard = [...packet].flatMap((byte) => cut(Buffer.from([byte])) ?? []);
  expect(heard).toEqual([packet]);
});

it('refuses a length that is too large, and one that never ends, before the packet is there', () => {
  for (const bytes of [
    packetOf(3, new Uint8Array(MOST + 1)).subarray(0, 4),
    Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff]),
  ]) {
    expect(createCutter(MOST)(bytes)).toBeUndefined();
    const slow = createCutter(MOST);
    const answers = [...bytes].map((byte) => slow(Buffer.from([byte])));
    expect(answers).toContain(undefined);
  }
});
