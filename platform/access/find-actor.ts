import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { forbidden } from '../http/problem.ts';
import type { Actor } from './actor.ts';

type Known = { account: string; kind: 'staff' | 'resident'; name: string; until: number };

const SESSION_TTL_MS = 15_000;

export type ActorFinder = {
  find(request: FastifyRequest): Promise<Actor | undefined>;
  /** Forget what is remembered of sessions: after sign-out, or when an account is closed. */
  forget(): void;
};

/**
 * Finds who asks: an API key (`Authorization: Bearer id.secret`), else the session cookie together with the post
 * chosen in the header `gewu-post` (or the query `post`, where headers cannot be set). Sessions are remembered for
 * fifteen seconds so that a busy phone does not cost a look-up a request.
 */
export function createActorFinder(ctx: Context): ActorFinder {
  const sessions = new Map<string, Known>();
  return {
    forget: () => sessions.clear(),
    async find(request) {
      const bearer = /^Bearer ([\w-]+)\.([\w-]+)$/.exec(request.headers.authorization ?? '');
      if (bearer) return findKey(ctx, bearer[1] as string, bearer[2] as string);
      const cookie = sessionCookie(request.headers.cookie);
      if (!cookie) return undefined;
      let known = sessions.get(cookie);
      if (!known || known.until < Date.now()) {
        known = await readSession(ctx, request.headers.cookie as string);
        if (!known) {
          sessions.delete(cookie);
          return undefined;
        }
        if (sessions.size > 100_000) sessions.clear();
        sessions.set(cookie, known);
      }
      if (known.kind === 'resident') return { kind: 'resident', account: known.account };
      return staffActor(ctx, known, request);
    },
  };
}

function sessionCookie(header: string | undefined): string | undefined {
  return header ? /(?:^|;\s*)(?:__Secure-)?better-auth\.session_token=([^;]+)/.exec(header)?.[1] : undefined;
}

async function readSession(ctx: Context, cookie: string): Promise<Known | undefined> {
  const session = await ctx.auth.api.getSession({ headers: new Headers({ cookie }) });
  if (!session) return undefined;
  const account = await withSystem(ctx.pool, (db) =>
    db.selectFrom('account').select(['kind', 'name', 'closed_at']).where('id', '=', session.user.id).executeTakeFirst(),
  );
  if (!account || account.closed_at || (account.kind !== 'staff' && account.kind !== 'resident')) return undefined;
  return { account: session.user.id, kind: account.kind, name: account.name ?? '', until: Date.now() + SESSION_TTL_MS };
}

async function staffActor(ctx: Context, known: Known, request: FastifyRequest): Promise<Actor | undefined> {
  const wanted = Number(request.headers['gewu-post'] ?? (request.query as { post?: string } | undefined)?.post ?? 0);
  const posts = await ctx.caches.posts.ofAccount(known.account);
  const post = wanted ? posts.find((entry) => entry.id === wanted) : posts[0];
  if (wanted && !post) throw forbidden();
  return post && { kind: 'staff', account: known.account, name: known.name, post };
}

async function findKey(ctx: Context, id: string, secret: string): Promise<Actor | undefined> {
  const key = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('api_key')
      .select(['account', 'area', 'acts', 'hash', 'expires_at', 'revoked_at', 'last_used_at'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (!key || key.revoked_at || (key.expires_at && key.expires_at < new Date())) return undefined;
  if (!timingSafeEqual(key.hash, hashKeySecret(secret))) return undefined;
  // to the minute is enough to see which keys are alive, and does not cost a write a request
  if (!key.last_used_at || Date.now() - key.last_used_at.getTime() > 60_000)
    await withSystem(ctx.pool, (db) =>
      db.updateTable('api_key').set({ last_used_at: new Date() }).where('id', '=', id).execute(),
    );
  return { kind: 'key', account: key.account, keyId: id, area: key.area, permissions: key.acts };
}

/** Keys are 32 random bytes, so a plain digest is enough: there is nothing to guess. */
export function hashKeySecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The actor of an API key handed over outside the Authorization header (Open311's `api_key` is `id.secret`). */
export async function findKeyActor(ctx: Context, key: string): Promise<Actor | undefined> {
  const [id, secret] = key.split('.');
  return id && secret ? findKey(ctx, id, secret) : undefined;
}
