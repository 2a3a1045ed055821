import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createSealer } from '../../access/seal.ts';
import type { Context } from '../../http/context.ts';

/** Keys of one register by name: `index-<generation>`, or the id of a subject. */
export type KeyStore = {
  /** The key of that name; undefined once it was destroyed. */
  get(name: string): Promise<Buffer | undefined>;
  /** Makes a key of 32 random bytes, durably on disk before it returns; one that is there already stays. */
  make(name: string): Promise<Buffer>;
  /** Overwrites a key and takes it away; nothing where it is gone already. */
  destroy(name: string): Promise<void>;
  names(): Promise<string[]>;
};

/**
 * The keys of a register, each in a file of its own beside the database and never in it, wrapped by the installation's
 * vault key. A database backup holds none of them, so what was sealed under a destroyed key stays unreadable in every
 * backup. The folder is to be mirrored, not kept in old copies.
 */
export function openKeyStore(ctx: Pick<Context, 'config'>, register: string): KeyStore {
  const { dataFolder, secrets } = ctx.config;
  const folder = join(dataFolder, 'vault-keys', register);
  const sealer = createSealer({ sealKey: secrets.vaultKey, hashKey: secrets.vaultKey });
  const fileOf = (name: string) => join(folder, `${name}.key`);
  const get = async (name: string) => {
    try {
      return Buffer.from(String(sealer.openJson(await readFile(fileOf(name)))), 'base64');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    get,
    async make(name) {
      const before = await get(name);
      if (before) return before;
      const key = randomBytes(32);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(`${fileOf(name)}.new`, sealer.sealJson(key.toString('base64')));
      await rename(`${fileOf(name)}.new`, fileOf(name));
      return key;
    },
    async destroy(name) {
      const file = fileOf(name);
      const bytes = await readFile(file).catch(() => undefined);
      if (!bytes) return;
      await writeDurably(file, randomBytes(bytes.length));
      await rm(file, { force: true });
    },
    async names() {
      const files = await readdir(folder).catch(() => []);
      return files.filter((file) => file.endsWith('.key')).map((file) => file.slice(0, -4));
    },
  };
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
