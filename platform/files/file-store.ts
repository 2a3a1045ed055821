import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import type { Config } from '../config.ts';

/** Content by name; a name is never written twice with other content. */
export type FileStore = {
  put(name: string, content: Buffer): Promise<void>;
  get(name: string): Promise<Buffer | undefined>;
};

/** Files in the data folder, or in an S3-compatible store where one is configured. */
export function createFileStore(config: Config): FileStore {
  return config.s3 ? s3Store(config.s3) : folderStore(join(config.dataFolder, 'files'));
}

/** The name under which content is kept: equal photos are stored once. */
export function contentName(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function folderStore(folder: string): FileStore {
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name);
  return {
    async put(name, content) {
      const path = pathOf(name);
      if (existsSync(path)) return;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // written beside and renamed, so that a crash never leaves half a photo under its name
      const part = `${path}.${process.pid}.${Date.now()}.part`;
      await writeFile(part, content, { mode: 0o600, flush: true });
      await rename(part, path);
    },
    get: async (name) => readFile(pathOf(name)).catch(() => undefined),
  };
}

function s3Store(s3: NonNullable<Config['s3']>): FileStore {
  const client = new AwsClient({
    accessKeyId: s3.accessKey,
    secretAccessKey: s3.secretKey,
    region: s3.region,
    service: 's3',
  });
  const urlOf = (name: string) => `${s3.endpoint.replace(/\/$/, '')}/${s3.bucket}/${name}`;
  return {
    async put(name, content) {
      const answer = await client.fetch(urlOf(name), { method: 'PUT', body: new Uint8Array(content) });
      if (!answer.ok) throw new Error(`The file store answered ${answer.status}`);
    },
    async get(name) {
      const answer = await client.fetch(urlOf(name));
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new Error(`The file store answered ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}
