import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import scalar from '@scalar/fastify-api-reference';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyReply, LogController } from 'fastify';
import type { ActorFinder } from '../access/find-actor.ts';
import { MAX_FILE_BYTES } from '../files/routes.ts';
import type { App } from './app.ts';
import type { Context } from './context.ts';
import { measureRequests } from './measure-requests.ts';
import { Problem, problemDocument } from './problem.ts';

export type Rooms = ((app: App, ctx: Context) => void)[];

const DIST = join(import.meta.dirname, '../../dist/web');
const FACES = ['console', 'field', 'resident'];

/** The HTTP server: guards, error answers, documentation, the rooms' routes and the three faces. */
export async function buildApp(ctx: Context, finder: ActorFinder, rooms: Rooms): Promise<App> {
  const app = Fastify({
    loggerInstance: ctx.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: process.env.TRUST_PROXY === '1',
    bodyLimit: 2 ** 20,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, allErrors: false, allowUnionTypes: true } },
    // faults found before any route is: an address that is no address, a parameter too long to be one of ours
    frameworkErrors: (error, _request, reply) => answerProblem(reply, asProblem(error)),
  }).withTypeProvider<TypeBoxTypeProvider>() as App;

  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) ctx.log.error({ err: error, url: request.url }, 'request failed');
    return answerProblem(reply, problem);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: ctx.config.publicUrl.startsWith('https') ? { maxAge: 31_536_000 } : false,
  });
  // the catalogue is some 200 kB of text that every phone asks for; small answers are not worth the work
  await app.register(compress, { encodings: ['gzip'], threshold: 16_384 });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 20 } });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gewu',
        description: 'The closed loop of a district: report, handle, verify, close.',
        version: '0.1.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { key: [] }],
    },
  });

  // the documentation page starts itself by a script inside the page; nothing else may
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/docs'))
      reply.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'",
      );
  });
  app.decorateRequest('actor', undefined);
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/') || request.url.startsWith('/api/auth/')) return;
    refuseForeignOrigin(request.method, request.headers.origin, request.headers.host, ctx.config.publicUrl);
    request.actor = await finder.find(request);
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request, reply) => {
      const headers = new Headers();
      for (const [key, value] of Object.entries(request.headers))
        if (value !== undefined) headers.set(key, String(value));
      const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : null;
      const answer = await ctx.auth.handler(
        new Request(new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`), {
          method: request.method,
          headers,
          body,
        }),
      );
      finder.forget();
      reply.code(answer.status);
      for (const [key, value] of answer.headers) if (key !== 'set-cookie') reply.header(key, value);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length) reply.header('set-cookie', cookies);
      return reply.send(Buffer.from(await answer.arrayBuffer()));
    },
  });

  measureRequests(app, ctx);
  app.get('/healthz', { schema: { hide: true } }, async () => {
    await ctx.pool.query('select 1');
    return { ok: true };
  });
  for (const register of rooms) app.register(async (scope) => register(scope as App, ctx));
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
    } as Record<string, unknown>,
  });
  await serveFaces(app);
  return app;
}

async function serveFaces(app: App): Promise<void> {
  app.setNotFoundHandler((request, reply) => {
    const face = FACES.find((name) => request.url.startsWith(`/${name}/`) || request.url === `/${name}`);
    const page = face && !/\.\w+$/.test(request.url.split('?')[0] ?? '') ? `${face}/index.html` : undefined;
    if (request.method === 'GET' && page && existsSync(join(DIST, page)))
      return reply.header('cache-control', 'no-cache').sendFile(page);
    const problem = new Problem(404, 'not-found', { zh: '没有这个地址。', en: 'There is nothing at this address.' });
    return answerProblem(reply, problem);
  });
  await app.register(fastifyStatic, {
    root: DIST,
    wildcard: true,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', /assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Cookies travel with requests from other sites only if a browser lets them; writes from there are refused outright. */
function refuseForeignOrigin(
  method: string,
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): void {
  if (method === 'GET' || method === 'HEAD' || !origin) return;
  if (origin === publicUrl || origin === `http://${host}` || origin === `https://${host}`) return;
  throw new Problem(403, 'origin.foreign', {
    zh: '不接受来自其他网站的请求。',
    en: 'Requests from other sites are not accepted.',
  });
}

function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem)));
}

function asProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  if (error.validation) {
    const where = error.validation
      .map((fault) => `${error.validationContext ?? ''}${fault.instancePath} ${fault.message ?? ''}`.trim())
      .join('; ');
    return new Problem(400, 'request.wrong', {
      zh: `请求格式有误：${where}`,
      en: `The request is not valid: ${where}`,
    });
  }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    if (error.statusCode === 429)
      return new Problem(429, 'too-many', {
        zh: '操作过于频繁，请稍后再试。',
        en: 'Too many requests. Please try again later.',
      });
    return new Problem(error.statusCode, 'request.wrong', { zh: `请求有误：${error.message}`, en: error.message });
  }
  const code = (error as { code?: string }).code ?? '';
  // text that PostgreSQL cannot hold (a NUL, a lone surrogate) and numbers out of range are the sender's mistake
  if (['22021', '22P05', '22003', '22P02', '22008', '22007'].includes(code))
    return new Problem(422, 'value.wrong', {
      zh: '请求中有无法保存的内容。',
      en: 'The request holds a value that cannot be stored.',
    });
  return new Problem(500, 'server.fault', {
    zh: '系统出错，已记录，请稍后再试。',
    en: 'Something went wrong on our side and was recorded. Please try again.',
  });
}
