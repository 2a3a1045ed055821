import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { actOnCase } from '../act-on-case.ts';
import { CaseFilter } from '../case-filter.ts';
import { countCases } from '../count-cases.ts';
import { ListQuery, listCases } from '../list-cases.ts';
import { openCase } from '../open-case.ts';
import { withOwnContact } from '../own-contact.ts';
import { readCase } from '../read-case.ts';
import { readSteps } from '../read-steps.ts';
import { ActBody, CountsSchema, NumberParams, OpenBody, ReceiptSchema, RowSchema } from './schemas.ts';

/** Report, list, count, read and act: the closed loop over HTTP. */
export function registerCaseRoutes(app: App, ctx: Context): void {
  app.post(
    '/api/cases',
    {
      schema: {
        tags: ['cases'],
        summary: 'Report a matter; the same actId again gives the first receipt',
        body: OpenBody,
        response: { 200: ReceiptSchema, 201: ReceiptSchema },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.report');
      const { replay, ...receipt } = await openCase(ctx, actor, await withOwnContact(ctx, actor, request.body));
      return reply.code(replay ? 200 : 201).send(receipt);
    },
  );

  app.get(
    '/api/cases',
    {
      schema: {
        tags: ['cases'],
        summary: 'Cases within sight, filtered, a page at a time',
        querystring: ListQuery,
        response: { 200: Type.Object({ rows: Type.Array(RowSchema), next: Type.Union([Type.String(), Type.Null()]) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.read');
      return listCases(ctx, actor, request.query);
    },
  );

  app.get(
    '/api/cases/counts',
    {
      schema: {
        tags: ['cases'],
        summary: 'Counts of open work under a filter',
        querystring: CaseFilter,
        response: { 200: CountsSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.read');
      return countCases(ctx, actor, request.query);
    },
  );

  app.get(
    '/api/cases/:number',
    {
      schema: {
        tags: ['cases'],
        summary: 'One case, with the acts this actor may do now',
        params: NumberParams,
        response: { 200: RowSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.read');
      return readCase(ctx, actor, request.params.number);
    },
  );

  app.get(
    '/api/cases/:number/steps',
    {
      schema: {
        tags: ['cases'],
        summary: 'The timeline of a case',
        params: NumberParams,
        response: { 200: Type.Array(Type.Object({}, { additionalProperties: true })) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.read');
      return readSteps(ctx, actor, request.params.number);
    },
  );

  app.post(
    '/api/cases/:number/acts',
    {
      schema: {
        tags: ['cases'],
        summary: 'Do one act; the same actId again gives the first receipt',
        params: NumberParams,
        body: ActBody,
        response: { 200: ReceiptSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.act');
      const { replay: _replay, ...receipt } = await actOnCase(ctx, actor, request.params.number, request.body);
      return receipt;
    },
  );
}
