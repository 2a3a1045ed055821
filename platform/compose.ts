import { pino } from 'pino';
import { createAuth, migrateAuth } from './access/auth.ts';
import { createPostCache } from './access/post-cache.ts';
import { createSealer } from './access/seal.ts';
import { createAreaCache } from './areas/area-cache.ts';
import { createCatalogueCache } from './catalogue/catalogue-cache.ts';
import { CATALOGUE_DIR, type DeclaredCatalogue, readCatalogue } from './catalogue/read-catalogue.ts';
import { syncCatalogue } from './catalogue/sync-catalogue.ts';
import type { Config } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openPool } from './db/open-pool.ts';
import { startEmbedded } from './db/start-embedded.ts';
import { createFileStore } from './files/file-store.ts';
import type { Context } from './http/context.ts';
import { createJobQueue } from './jobs/job-queue.ts';
import { readSources } from './records/sources/read-sources.ts';
import { syncSources } from './records/sources/sync-sources.ts';

export type Installation = {
  ctx: Context;
  catalogue: DeclaredCatalogue;
  /** Owner's connection string; for benchmarks and operators, never for requests. */
  ownerUrl: string;
  jobsPool: ReturnType<typeof openPool>;
  close(): Promise<void>;
};

/**
 * Puts an installation together: database up and migrated, catalogue synced, caches ready.
 * @param options keepDatabase: leave an embedded server running that was running before (commands beside a server)
 */
export async function openInstallation(
  config: Config,
  options: { keepDatabase?: boolean; poolSize?: number } = {},
): Promise<Installation> {
  const log = pino({ level: config.logLevel });
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded(config.dataFolder, config.secrets.superPassword);
  const ownerUrl = config.databaseUrl ?? (embedded?.url as string);
  await migrate(ownerUrl, config.secrets);
  const pool = openPool(ownerUrl, 'gewu_app', config.secrets.appPassword, options.poolSize ?? 32);
  const writer = openPool(ownerUrl, 'gewu_app', config.secrets.appPassword, 4, 'gewu_system');
  const authPool = openPool(ownerUrl, 'gewu_auth', config.secrets.authPassword, 6);
  const vault = openPool(ownerUrl, 'gewu_vault', config.secrets.vaultPassword, 3);
  const jobsPool = openPool(ownerUrl, 'gewu_jobs', config.secrets.jobsPassword, 6);
  const freshCodes = new Map<string, string>();
  const auth = createAuth(config, authPool, async (hash, code) => {
    freshCodes.set(hash, code);
  });
  await migrateAuth(auth);
  const catalogue = readCatalogue();
  await syncCatalogue(pool, catalogue);
  await syncSources(pool, readSources(CATALOGUE_DIR).sources);
  const jobs = await createJobQueue(jobsPool);
  const ctx: Context = {
    config,
    pool,
    writer,
    vault,
    auth,
    sealer: createSealer(config.secrets),
    caches: {
      posts: createPostCache(pool),
      areas: createAreaCache(pool),
      catalogue: createCatalogueCache(pool, catalogue.hours),
    },
    files: createFileStore(config),
    jobs,
    log,
    freshCodes,
  };
  return {
    ctx,
    catalogue,
    ownerUrl,
    jobsPool,
    async close() {
      await jobs.close();
      await Promise.all([pool.end(), writer.end(), vault.end(), authPool.end(), jobsPool.end()]);
      if (embedded && (embedded.started || !options.keepDatabase)) await embedded.stop();
    },
  };
}
