import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MAGIC = Buffer.from('GWS1');
const SALT_BYTES = 16;
const HEAD = 5; // four bytes length, one byte: 1 in the last chunk
const TAG = 16;
const CHUNK = 2 ** 20;

/**
 * Writes a stream of bytes to a file that says nothing without the key: chunks of 1 MiB under AES-256-GCM with a key
 * of the file's own (HKDF of ours and a random salt) and the chunk's number as nonce; the last chunk says that it is
 * the last, so that a file cut short is noticed. The file appears under its name only when it is complete.
 * @param sealKey base64 of 32 bytes
 */
export async function sealFile(sealKey: string, source: AsyncIterable<Buffer>, path: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(sealChunks(sealKey, source)), createWriteStream(part, { mode: 0o600, flush: true }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function* sealChunks(sealKey: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  yield Buffer.concat([MAGIC, salt]);
  const key = keyOf(sealKey, salt);
  let index = 0;
  const seal = (body: Buffer, last: boolean): Buffer[] => {
    const head = Buffer.alloc(HEAD);
    head.writeUInt32BE(body.length);
    head[4] = last ? 1 : 0;
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index++)).setAAD(head);
    const text = cipher.update(body);
    cipher.final(); // in this mode it adds nothing to the text
    return [head, cipher.getAuthTag(), text];
  };
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + CHUNK - size);
      waiting.push(piece);
      size += piece.length;
      at += piece.length;
      if (size === CHUNK) {
        yield* seal(waiting.length === 1 ? piece : Buffer.concat(waiting), false);
        waiting = [];
        size = 0;
      }
    }
  }
  yield* seal(Buffer.concat(waiting), true);
}

/**
 * The bytes that `sealFile` wrote.
 * @throws Error when the file was tampered with, cut short, or sealed under another key
 */
export async function* openSealedFile(sealKey: string, path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    // one buffer for all chunks: what is handed out is what the cipher makes of it
    const room = Buffer.allocUnsafe(CHUNK);
    const read = async (length: number) => {
      const { bytesRead } = await file.read(room, 0, length);
      if (bytesRead !== length) throw new Error(`${path} is cut short`);
      return room.subarray(0, length);
    };
    const start = await read(MAGIC.length + SALT_BYTES);
    if (!start.subarray(0, 4).equals(MAGIC)) throw new Error(`${path} is no sealed file`);
    const key = keyOf(sealKey, start.subarray(4));
    for (let index = 0; ; index++) {
      const head = Buffer.from(await read(HEAD));
      const tag = Buffer.from(await read(TAG));
      const length = head.readUInt32BE();
      if (length > CHUNK) throw new Error(`${path} is damaged`);
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(head);
      decipher.setAuthTag(tag);
      const text = decipher.update(await read(length));
      decipher.final(); // throws where the chunk was tampered with
      yield text;
      if (head[4] === 1) return;
    }
  } finally {
    await file.close();
  }
}

/** Seals a file that lies open into another. */
export function sealOpenFile(sealKey: string, from: string, to: string): Promise<void> {
  return sealFile(sealKey, createReadStream(from, { highWaterMark: CHUNK }), to);
}

const keyOf = (sealKey: string, salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', Buffer.from(sealKey, 'base64'), salt, 'gewu sealed file', 32));

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}
