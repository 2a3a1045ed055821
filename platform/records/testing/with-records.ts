import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll } from 'vitest';
import { SYSTEM } from '../../access/actor.ts';
import { createSealer } from '../../access/seal.ts';
import type { Config } from '../../config.ts';
import type { TestDatabase } from '../../testing/with-database.ts';
import type { Batch } from '../batches/batch-state.ts';
import { runBatch } from '../batches/run-batch.ts';
import { stageFile } from '../batches/stage-file.ts';
import type { RecordsContext } from '../records-context.ts';
import { readSources } from '../sources/read-sources.ts';
import { syncSources } from '../sources/sync-sources.ts';
import { openWorkStore, type WorkStore } from '../work/open-work-store.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
export const CATALOGUE = join(import.meta.dirname, '../../../catalog');

type FileOptions = { partial?: boolean; name?: string };

export type TestRecords = {
  readonly ctx: RecordsContext;
  /** Opens the work store, does something with it and seals it. */
  inStore<T>(work: (store: WorkStore) => Promise<T>): Promise<T>;
  /** Stages a file and runs its batch to the end. */
  importFile(source: string, bytes: Buffer | string, options?: FileOptions & { chunk?: number }): Promise<Batch>;
  stage(source: string, bytes: Buffer | string, options?: FileOptions): Promise<number>;
};

/** A record base in a data folder of its own over a test database: the shipped sources, one street with two communities. */
export function withRecords(database: TestDatabase): TestRecords {
  let ctx: RecordsContext | undefined;
  beforeAll(async () => {
    const config = {
      district: '610402',
      dataFolder: mkdtempSync(join(tmpdir(), 'gewu-records-')),
      secrets: { ...database.secrets, sealKey: KEY, hashKey: KEY },
    } as unknown as Config;
    ctx = { config, pool: database.pool, sealer: createSealer(config.secrets) };
    await database.owner.query(`insert into area (code, name, parent) values ('610402', '秦都区', null),
      ('610402001', '人民路街道', '610402'), ('610402001001', '芙蓉社区', '610402001'),
      ('610402001002', '渭滨社区', '610402001'), ('610402001001001', '第一网格', '610402001001') on conflict do nothing`);
    await syncSources(database.pool, readSources(CATALOGUE).sources);
  });
  afterAll(() => ctx && rmSync(ctx.config.dataFolder, { recursive: true, force: true }));
  const get = () => {
    if (!ctx) throw new Error('The record base is there from beforeAll on.');
    return ctx;
  };
  const records: TestRecords = {
    get ctx() {
      return get();
    },
    async inStore(work) {
      const store = await openWorkStore(get(), { memory: '500MB' });
      try {
        const result = await work(store);
        await store.close();
        return result;
      } catch (error) {
        await store.discard();
        throw error;
      }
    },
    stage: (source, bytes, { partial = false, name = 'test.csv' } = {}) =>
      stageFile(get(), SYSTEM, {
        source,
        name,
        bytes: Readable.from([Buffer.from(bytes)]),
        partial,
        limit: 2 ** 28,
      }),
    async importFile(source, bytes, options) {
      const id = await records.stage(source, bytes, options);
      return records.inStore((store) => runBatch(get(), store, id, options?.chunk ? { chunk: options.chunk } : {}));
    },
  };
  return records;
}
