import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { Problem } from '../../../http/problem.ts';
import { unreadable } from './file-kind.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MOST_ENTRIES = 2000;
const LIMITS = { bytes: 1.5 * 2 ** 30, ratio: 200, least: 50 * 2 ** 20 };

/**
 * Unpacks an archive into nothing and counts, so that a small file that unpacks to gigabytes is refused before anybody
 * reads it; what its directory claims is not believed.
 * @param limits bytes unpacked in all, and how many times the packed size once `least` bytes are passed
 * @throws Problem 422 for a bomb or no archive at all
 */
export async function guardArchive(path: string, limits = LIMITS): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, 65_557));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || tail.readUInt32LE(end) !== END_OF_DIRECTORY) throw unreadable();
    const count = tail.readUInt16LE(end + 10);
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
    if (count > MOST_ENTRIES) throw bomb();
    let unpacked = 0;
    const counter = () =>
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          unpacked += chunk.length;
          done(unpacked > limits.bytes || (unpacked > limits.least && unpacked > limits.ratio * size) ? bomb() : null);
        },
      });
    for (let i = 0, at = 0; i < count; i++) {
      if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable();
      const method = directory.readUInt16LE(at + 10);
      const packed = directory.readUInt32LE(at + 20);
      const offset = directory.readUInt32LE(at + 42);
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
      if (packed === 0 || method === 0) continue;
      const head = Buffer.alloc(30);
      await file.read(head, 0, 30, offset);
      const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
      const body = file.createReadStream({ start, end: start + packed - 1, autoClose: false });
      await pipeline(body, createInflateRaw(), counter());
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw unreadable();
  } finally {
    await file.close();
  }
}

const bomb = () =>
  new Problem(422, 'file.too-big', {
    zh: '文件解压后过大，请改用 CSV 或分成几个文件。',
    en: 'The file is too big once unpacked. Send CSV, or several files.',
  });
