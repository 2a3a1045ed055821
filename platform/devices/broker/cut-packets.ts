/** Pieces of one packet that are kept apart at most: a sender of single bytes must not cost more than the bytes. */
const MOST_PIECES = 64;

/**
 * Cuts what arrives of one connection into whole MQTT packets, by the lengths that they announce (OASIS MQTT 3.1.1, 2.2.3).
 * @param most bytes that a packet may announce
 * @returns takes the next bytes; gives the packets that are whole with them, undefined where one is too large or malformed
 */
export function createCutter(most: number): (chunk: Buffer) => Buffer[] | undefined {
  let pieces: Buffer[] = [];
  let have = 0;
  let want = 0; // bytes of the packet under way; 0: its length has not arrived
  return (chunk) => {
    let bytes = chunk;
    if (have > 0) {
      pieces.push(chunk);
      have += chunk.length;
      if (have < want) {
        if (pieces.length > MOST_PIECES) pieces = [Buffer.concat(pieces)];
        return [];
      }
      bytes = Buffer.concat(pieces);
      pieces = [];
      have = 0;
    }
    const packets: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      want = lengthAt(bytes, at, most);
      if (want < 0) return undefined;
      if (want === 0 || at + want > bytes.length) {
        pieces = [bytes.subarray(at)];
        have = bytes.length - at;
        break;
      }
      packets.push(bytes.subarray(at, at + want));
      at += want;
    }
    return packets;
  };
}

/** Length of the packet that begins at a place, its header included; 0 while that has not arrived, -1 where it cannot be. */
function lengthAt(bytes: Buffer, at: number, most: number): number {
  let length = 0;
  for (let digit = 0; digit < 4; digit++) {
    const byte = bytes[at + 1 + digit];
    if (byte === undefined) return 0;
    length += (byte & 0x7f) * 2 ** (7 * digit);
    if (length > most) return -1;
    if (byte < 0x80) return 2 + digit + length;
  }
  return -1;
}
