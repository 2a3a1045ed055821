import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { Actor, Post, Role } from '../access/actor.ts';
import { createAuth, migrateAuth } from '../access/auth.ts';
import { createPostCache } from '../access/post-cache.ts';
import { createSealer } from '../access/seal.ts';
import { createAreaCache } from '../areas/area-cache.ts';
import { createCatalogueCache } from '../catalogue/catalogue-cache.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';
import { syncCatalogue } from '../catalogue/sync-catalogue.ts';
import type { Config } from '../config.ts';
import { openPool } from '../db/open-pool.ts';
import type { App } from '../http/app.ts';
import { buildApp, type Rooms } from '../http/build-app.ts';
import type { Context } from '../http/context.ts';
import type { TestDatabase } from './with-database.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

export type Answer<T = unknown> = { status: number; body: T; raw: Buffer };
type Injected = {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  payload?: string | Buffer;
  headers?: Record<string, string>;
};
export type TestApp = {
  readonly ctx: Context;
  /** Calls a route in the process, as the actor given; nobody is signed in with `undefined`. */
  /** For what `call` cannot send: forms and other bodies. */
  callRaw<T = unknown>(
    actor: Actor | undefined,
    request: Injected,
  ): Promise<Answer<T> & { headers: Record<string, unknown> }>;
  call<T = unknown>(
    actor: Actor | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    body?: object,
  ): Promise<Answer<T>>;
};

/**
 * The HTTP server of some rooms over a test database, with the shipped catalogue and without a socket. Who asks is
 * said by the test instead of by a cookie; everything else is as in the server.
 */
export function withApp(database: TestDatabase, rooms: Rooms): TestApp {
  let ctx: Context | undefined;
  let app: App | undefined;
  let asking: Actor | undefined;
  let authPool: ReturnType<typeof openPool> | undefined;
  let writer: ReturnType<typeof openPool> | undefined;
  let vault: ReturnType<typeof openPool> | undefined;
  beforeAll(async () => {
    const config = {
      district: '610402',
      publicUrl: 'http://localhost',
      sample: true,
      sampleFeed: false,
      sampleRows: false,
      secrets: {
        ...database.secrets,
        authSecret: KEY,
        sealKey: KEY,
        hashKey: KEY,
        vaultKey: KEY,
        pushKey: KEY.replace('=', ''),
      },
      push: { on: true, hosts: [], proxy: undefined, contact: 'mailto:gewu@localhost' },
    } as unknown as Config;
    const { pool } = database;
    authPool = openPool(database.url, 'gewu_auth', database.secrets.authPassword, 2);
    vault = openPool(database.url, 'gewu_vault', database.secrets.vaultPassword, 2);
    writer = openPool(database.url, 'gewu_app', database.secrets.appPassword, 4, 'gewu_system');
    const auth = createAuth(config, authPool, async () => undefined);
    await migrateAuth(auth);
    const catalogue = readCatalogue(join(import.meta.dirname, '../../catalog'));
    await syncCatalogue(pool, catalogue);
    const caches = {
      posts: createPostCache(pool),
      areas: createAreaCache(pool),
      catalogue: createCatalogueCache(pool, catalogue.hours),
    };
    ctx = {
      config,
      pool,
      writer,
      vault,
      auth,
      sealer: createSealer(config.secrets),
      caches,
      log: pino({ level: 'silent' }),
      freshCodes: new Map(),
    } as unknown as Context;
    app = await buildApp(ctx, { find: async () => asking, forget: () => undefined }, rooms);
    await app.ready();
  });
  afterAll(async () => {
    await app?.close();
    await authPool?.end();
    await writer?.end();
    await vault?.end();
  });
  return {
    get ctx() {
      if (!ctx) throw new Error('The test app is there from beforeAll on.');
      return ctx;
    },
    async callRaw<T>(actor: Actor | undefined, request: Injected) {
      asking = actor;
      const answer = await app?.inject(request);
      if (!answer) throw new Error('The test app is there from beforeAll on.');
      const isJson = /[+/]json/.test(String(answer.headers['content-type'])) && answer.payload !== '';
      return {
        status: answer.statusCode,
        body: (isJson ? answer.json() : answer.payload) as T,
        raw: answer.rawPayload,
        headers: answer.headers,
      };
    },
    async call<T>(actor: Actor | undefined, method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object) {
      asking = actor;
      const answer = await app?.inject({ method, url, ...(body && { payload: body }) });
      if (!answer) throw new Error('The test app is there from beforeAll on.');
      const isJson = /[+/]json/.test(String(answer.headers['content-type'])) && answer.payload !== '';
      return {
        status: answer.statusCode,
        body: (isJson ? answer.json() : answer.payload) as T,
        raw: answer.rawPayload,
      };
    },
  };
}

/** A member of staff at a post that need not exist in the database. */
export function staffAt(area: string, role: Role, more: Partial<Post> & { account?: string } = {}): Actor {
  const { account = 'staff-test', ...post } = more;
  return {
    kind: 'staff',
    account,
    name: '测试',
    post: { id: 1, area, role, organisation: 1, organisationKind: 'district', name: role, ...post },
  };
}
