import type pg from 'pg';
import type { Logger } from 'pino';
import type { Actor } from '../access/actor.ts';
import type { Auth } from '../access/auth.ts';
import type { PostCache } from '../access/post-cache.ts';
import type { Sealer } from '../access/seal.ts';
import type { AreaCache } from '../areas/area-cache.ts';
import type { CatalogueCache } from '../catalogue/catalogue-cache.ts';
import type { Config } from '../config.ts';
import type { FileStore } from '../files/file-store.ts';
import type { JobQueue } from '../jobs/job-queue.ts';

/** What every room is handed: made once by the composition, never reached for globally. */
export type Context = {
  config: Config;
  /** Signs in as `gewu_app`; use it through withActor and withSystem. */
  pool: pg.Pool;
  /** Always `gewu_system`: for the one statement that opens a case and needs no transaction around it. */
  writer: pg.Pool;
  /** Signs in as `gewu_vault`, which alone reads support registers; for the room `records/vault` only. */
  vault: pg.Pool;
  auth: Auth;
  sealer: Sealer;
  caches: { posts: PostCache; areas: AreaCache; catalogue: CatalogueCache };
  files: FileStore;
  jobs: JobQueue;
  log: Logger;
  /** A sign-in code by phone hash, between the moment the library makes it and its delivery. */
  freshCodes: Map<string, string>;
};

/** How a request's actor is found; set by the composition. */
export type ActorOf = (request: { headers: Record<string, unknown>; query: unknown }) => Promise<Actor | undefined>;
