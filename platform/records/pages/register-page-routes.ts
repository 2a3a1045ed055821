import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { readConsumers } from '../compare/read-consumers.ts';
import { EntityParams, EntitySchema, LookSchema, PurposesSchema, RevealBody, RevealedSchema } from './page-schemas.ts';
import { readEntity } from './read-entity.ts';
import { readLooks } from './read-looks.ts';
import { revealFields } from './reveal-fields.ts';

const { consumers, purposes } = readConsumers();

/** The page of one entity: what is known and from whom, who looked, and a look behind the mask. */
export function registerPageRoutes(app: App, ctx: Context): void {
  const tags = ['records'];
  app.get(
    '/api/records/entities/:id',
    {
      schema: {
        tags,
        summary:
          'One person, home, organisation or thing: fields with the rows behind them, neighbours, cases, history',
        params: EntityParams,
        response: { 200: EntitySchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.search');
      return readEntity(ctx, actor, request.params.id);
    },
  );

  app.get(
    '/api/records/entities/:id/looks',
    {
      schema: {
        tags,
        summary: 'Who looked at an entity, when, for what',
        params: EntityParams,
        response: { 200: Type.Array(LookSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.search');
      return readLooks(ctx, actor, request.params.id);
    },
  );

  app.post(
    '/api/records/entities/:id/reveal',
    {
      schema: {
        tags,
        summary: 'See masked values for a declared purpose and an open case in your hands; the look is recorded',
        params: EntityParams,
        body: RevealBody,
        response: { 200: RevealedSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.reveal');
      return revealFields(ctx, actor, request.params.id, request.body);
    },
  );

  app.get(
    '/api/records/purposes',
    {
      schema: { tags, summary: 'Purposes for which a post may look behind a mask', response: { 200: PurposesSchema } },
    },
    async (request) => {
      requirePermission(actorOf(request), 'record.search');
      return consumers.posts.purposes.flatMap((key) => {
        const name = purposes[key];
        return name ? [{ key, name }] : [];
      });
    },
  );
}
