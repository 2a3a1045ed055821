import type { FastifyReply, FastifyRequest } from 'fastify';
import { findKeyActor } from '../../access/find-actor.ts';
import { hasPermission } from '../../access/permissions.ts';
import type { CatalogueSnapshot } from '../../catalogue/catalogue-cache.ts';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { createRequest, type KeyActor } from './create-request.ts';
import { createUpdate } from './create-update.ts';
import { describeAttributes } from './describe-attributes.ts';
import { describeDistrict } from './describe-district.ts';
import { findToken } from './find-token.ts';
import { buildServiceBook, type ServiceBook } from './list-services.ts';
import { listUpdates } from './list-updates.ts';
import { fault, Open311Error } from './open311-error.ts';
import { findRequest, queryRequests } from './query-requests.ts';
import { type Form, readForm, readParams } from './read-form.ts';
import type { Open311Settings } from './read-settings.ts';
import { type Format, sendAnswer } from './send-answer.ts';
import { createSerialiser } from './serialise.ts';
import type { Plain } from './write-xml.ts';

type Answer = { root: string; value: Plain };
type Handler = (params: Form, request: FastifyRequest, id: string) => Promise<Answer>;

const FORMATS: readonly Format[] = ['xml', 'json'];

/**
 * Open311 GeoReport v2 under `/open311/v2`, in XML and JSON, with paging, notes (`extensions=true`) and FixMyStreet's
 * updates as extensions. Reading needs no key; a POST does.
 */
export function registerOpen311Routes(
  app: App,
  ctx: Context,
  settings: Open311Settings,
  synonyms: Readonly<Record<string, readonly string[]>>,
): void {
  const book = createBookKeeper(ctx, settings, synonyms);
  const oneByOne = createSerialiser();

  void app.register(
    async (scope) => {
      scope.removeContentTypeParser('application/x-www-form-urlencoded');
      scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
        done(null, body),
      );
      scope.setErrorHandler((error, request, reply) => sendError(ctx, error, request, reply));
      // the faces' files are served from every other path, so an unknown one must be caught here
      scope.all('/*', { schema: { hide: true } }, async () => {
        throw nothingHere();
      });

      const serve = (method: 'GET' | 'POST', path: string, summary: string, handler: Handler) => {
        for (const format of FORMATS) {
          scope.route({
            method,
            url: `${path}.${format}`,
            schema: {
              tags: ['open311'],
              summary: `${summary} (${format})`,
              security: [],
              ...(method === 'POST' && { consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'] }),
            },
            handler: async (request, reply) => {
              const params = method === 'POST' ? await readForm(request) : readParams(queryOf(request));
              checkJurisdiction(
                ctx,
                params.get('jurisdiction_id') ?? readParams(queryOf(request)).get('jurisdiction_id'),
              );
              const { root, value } = await handler(params, request, (request.params as { id?: string }).id ?? '');
              return sendAnswer(reply, format, root, value);
            },
          });
        }
      };

      serve('GET', '/discovery', 'Service discovery', async () => ({
        root: 'discovery',
        value: await describeDistrict(ctx, settings),
      }));
      serve('GET', '/services', 'Services', async () => ({ root: 'services', value: (await book()).services }));
      serve('GET', '/services/:id', 'Definition of a service', async (_params, _request, id) => ({
        root: 'service_definition',
        value: await defineService(ctx, await book(), id),
      }));
      serve('POST', '/requests', 'Report a matter', async (form, request) => {
        const actor = await keyActor(ctx, form, request);
        const header = request.headers['idempotency-key'];
        const same = `${actor.keyId} ${typeof header === 'string' ? header : (form.get('description') ?? '')}`;
        const value = await oneByOne(same, async () =>
          createRequest(
            ctx,
            await book(),
            actor,
            form,
            typeof header === 'string' && header ? header.slice(0, 200) : undefined,
          ),
        );
        return { root: 'service_requests', value: [value] };
      });
      serve('GET', '/tokens/:id', 'Request id of a token', async (_params, _request, token) => ({
        root: 'service_requests',
        value: [await findToken(ctx, token)],
      }));
      serve('GET', '/requests', 'Requests', async (params) => ({
        root: 'service_requests',
        value: await queryRequests(ctx, await book(), params),
      }));
      serve('GET', '/requests/:id', 'One request', async (params, _request, number) => {
        const value = await findRequest(ctx, await book(), number, params);
        if (!value)
          throw new Open311Error(404, [
            fault('404.service_request_id', {
              zh: `没有案卷 ${number}`,
              en: `service_request_id ${number} was not found`,
            }),
          ]);
        return { root: 'service_requests', value };
      });
      serve('GET', '/servicerequestupdates', 'Changes of state (extension)', async (params) => ({
        root: 'service_request_updates',
        value: await listUpdates(ctx, await book(), params),
      }));
      serve('POST', '/servicerequestupdates', 'Add to a report (extension)', async (form, request) => {
        const actor = await keyActor(ctx, form, request);
        return { root: 'service_request_updates', value: [await createUpdate(ctx, await book(), actor, form)] };
      });
    },
    { prefix: '/open311/v2' },
  );
}

/** The services of the present catalogue, built anew only when it was read anew. */
function createBookKeeper(
  ctx: Context,
  settings: Open311Settings,
  synonyms: Readonly<Record<string, readonly string[]>>,
): () => Promise<ServiceBook> {
  const books = new WeakMap<CatalogueSnapshot, ServiceBook>();
  return async () => {
    const catalogue = await ctx.caches.catalogue.get();
    const known = books.get(catalogue);
    if (known) return known;
    const made = buildServiceBook(catalogue, ctx.config.district, settings, synonyms);
    books.set(catalogue, made);
    return made;
  };
}

async function defineService(ctx: Context, book: ServiceBook, code: string): Promise<Plain> {
  const entry = book.byCode.get(code);
  // a definition exists only where the list says so: an empty one would tell clients nothing
  if (!entry?.service.metadata)
    throw new Open311Error(404, [
      fault('404.service_code', {
        zh: `没有服务 ${code}，或它没有附加属性`,
        en: `service_code ${code} was not found, or has no definition`,
      }),
    ]);
  const procedure = (await ctx.caches.catalogue.get()).current.get(entry.matter.procedure)?.procedure;
  return { service_code: code, attributes: describeAttributes(procedure?.form) };
}

async function keyActor(ctx: Context, form: Form, request: FastifyRequest): Promise<KeyActor> {
  const key = form.get('api_key') ?? readParams(queryOf(request)).get('api_key');
  const actor = key ? await findKeyActor(ctx, key) : undefined;
  if (actor?.kind !== 'key' || !hasPermission(actor, 'open311.report'))
    throw new Open311Error(403, [
      fault('403.api_key', { zh: '缺少 api_key 或 api_key 无效', en: 'api_key is missing or wrong' }),
    ]);
  return actor;
}

function checkJurisdiction(ctx: Context, id: string | undefined): void {
  if (id !== undefined && id !== ctx.config.district)
    throw new Open311Error(404, [
      fault('404.jurisdiction_id', { zh: `没有辖区 ${id}`, en: `jurisdiction_id ${id} was not found` }),
    ]);
}

const queryOf = (request: FastifyRequest): string => request.url.split('?').slice(1).join('?');

const nothingHere = () =>
  new Open311Error(404, [
    fault('404', {
      zh: '没有这个地址；格式为 .xml 或 .json',
      en: 'There is nothing at this address; formats are .xml and .json',
    }),
  ]);

function sendError(ctx: Context, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const format: Format = /\.json(?:\?|$)/.test(request.url) ? 'json' : 'xml';
  if (error instanceof Open311Error) return sendAnswer(reply, format, 'errors', [...error.faults], error.status);
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status >= 500) ctx.log.error({ err: error, url: request.url }, 'request failed');
  // GeoReport knows 400, 403 and 404; a fault of ours stays a 500
  const told = status >= 500 ? 500 : 400;
  const sentence =
    told === 500
      ? { zh: '系统出错，已记录，请稍后再试', en: 'Something went wrong on our side and was recorded' }
      : { zh: '请求有误', en: (error as Error).message };
  return sendAnswer(reply, format, 'errors', [fault(String(told), sentence)], told);
}
