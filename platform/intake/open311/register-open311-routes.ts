import type { FastifyReply, FastifyRequest } from 'fastify';
import { findKeyActor } from '../../access/find-actor.ts';
import { hasPermission } from '../../access/permissions.ts';
import type { CatalogueSnapshot } from '../../catalogue/catalogue-cache.ts';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { XML_ROOTS } from './answer-schemas.ts';
import { createRequest, type KeyActor } from './create-request.ts';
import { createUpdate } from './create-update.ts';
import { describeAttributes } from './describe-attributes.ts';
import { describeDistrict } from './describe-district.ts';
import { findToken } from './find-token.ts';
import { buildServiceBook, type ServiceBook } from './list-services.ts';
import { listUpdates } from './list-updates.ts';
import { fault, Open311Error } from './open311-error.ts';
import { describeOperation, type Operation } from './operation-schemas.ts';
import { getRequest, queryRequests } from './query-requests.ts';
import { type Form, readForm, readParams } from './read-form.ts';
import type { Open311Settings } from './read-settings.ts';
import { type Format, sendAnswer } from './send-answer.ts';
import { createSerialiser } from './serialise.ts';
import type { Plain } from './write-xml.ts';

type Handler = (params: Form, request: FastifyRequest, id: string) => Promise<Plain>;

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

      // described for the documentation; the rules of the standard are checked by the handlers, all faults at once
      scope.setValidatorCompiler(() => () => true);
      scope.setSerializerCompiler(() => (data) => String(data));

      const serve = (method: 'GET' | 'POST', path: string, operation: Operation, handler: Handler) => {
        for (const format of FORMATS) {
          scope.route({
            method,
            url: `${path}.${format}`,
            schema: describeOperation(operation, format),
            handler: async (request, reply) => {
              const params = method === 'POST' ? await readForm(request) : readParams(queryOf(request));
              const inQuery = readParams(queryOf(request));
              checkJurisdiction(ctx, params.get('jurisdiction_id') ?? inQuery.get('jurisdiction_id'));
              const value = await handler(params, request, (request.params as { id?: string }).id ?? '');
              return sendAnswer(reply, format, XML_ROOTS[operation.answer], value);
            },
          });
        }
      };

      serve('GET', '/discovery', { summary: 'Service discovery', answer: 'discovery' }, () =>
        describeDistrict(ctx, settings),
      );
      serve(
        'GET',
        '/services',
        { summary: 'Services', answer: 'services', parameters: 'jurisdiction' },
        async () => (await book()).services,
      );
      serve(
        'GET',
        '/services/:id',
        { summary: 'Definition of a service', answer: 'service_definition', parameters: 'jurisdiction' },
        async (_params, _request, code) => defineService(ctx, await book(), code),
      );
      serve(
        'POST',
        '/requests',
        { summary: 'Report a matter', answer: 'created', form: 'report' },
        async (form, request) => {
          const actor = await keyActor(ctx, form, request);
          const header = request.headers['idempotency-key'];
          const key = typeof header === 'string' && header ? header.slice(0, 200) : undefined;
          const same = `${actor.keyId} ${key ?? form.get('description') ?? ''}`;
          return [await oneByOne(same, async () => createRequest(ctx, await book(), actor, form, key))];
        },
      );
      serve(
        'GET',
        '/tokens/:id',
        { summary: 'Request id of a token', answer: 'token', parameters: 'jurisdiction' },
        async (_params, _request, token) => [await findToken(ctx, token)],
      );
      serve('GET', '/requests', { summary: 'Requests', answer: 'requests', parameters: 'requests' }, async (params) =>
        queryRequests(ctx, await book(), params),
      );
      serve(
        'GET',
        '/requests/:id',
        { summary: 'One request', answer: 'requests', parameters: 'request' },
        async (params, _request, number) => getRequest(ctx, await book(), number, params),
      );
      serve(
        'GET',
        '/servicerequestupdates',
        { summary: 'Changes of state (extension)', answer: 'updates', parameters: 'updates' },
        async (params) => listUpdates(ctx, await book(), params),
      );
      serve(
        'POST',
        '/servicerequestupdates',
        { summary: 'Add to a report (extension)', answer: 'updated', form: 'update' },
        async (form, request) => {
          const actor = await keyActor(ctx, form, request);
          return [await createUpdate(ctx, await book(), actor, form)];
        },
      );
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
