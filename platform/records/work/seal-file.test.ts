import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSealedFile, sealFile } from './seal-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-seal-'));
const key = randomBytes(32).toString('base64');
const path = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true }));

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function readAll(sealKey = key): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of openSealedFile(sealKey, path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('sealFile', () => {
  it.each([0, 1, 2 ** 20, 2 ** 20 + 1, 3_000_000])(
    'gives back %i bytes as they came, and keeps them from view',
    async (length) => {
      const bytes = Buffer.alloc(length, '王小明,61040219');
      await sealFile(key, inPieces(bytes, 77_777), path);
      expect((await readAll()).equals(bytes)).toBe(true);
      expect(readFileSync(path).includes('王小明')).toBe(false);
    },
  );

  it('notices another key, a changed byte and a file cut short', async () => {
    await sealFile(key, inPieces(Buffer.alloc(2_500_000, 7), 500_000), path);
    await expect(readAll(randomBytes(32).toString('base64'))).rejects.toThrow();
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed[1_500_000] = (changed[1_500_000] ?? 0) ^ 1;
    writeFileSync(path, changed);
    await expect(readAll()).rejects.toThrow();
    writeFileSync(path, whole);
    truncateSync(path, 2 * (2 ** 20 + 21) + 20); // exactly before the last chunk
    await expect(readAll()).rejects.toThrow('cut short');
  });

  it('leaves nothing behind when the source breaks', async () => {
    const broken = join(folder, 'broken');
    async function* source(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(10);
      throw new Error('the line went dead');
    }
    await expect(sealFile(key, source(), broken)).rejects.toThrow('the line went dead');
    expect(() => readFileSync(broken)).toThrow();
  });
});
