import { Type } from 'typebox';
import { hasPermission, requirePermission } from '../../access/permissions.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, notFound, Problem } from '../../http/problem.ts';
import { pullFeed } from '../batches/feed/pull-feed.ts';
import { queueImport } from '../record-tasks.ts';
import { readSources } from './read-sources.ts';
import { SourceSchema, sendableSources, viewSources } from './view-sources.ts';

const Params = Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }) });

/** What is declared about each source, its empty file to fill in, and the feeds. */
export function registerSourceRoutes(app: App, ctx: Context): void {
  const tags = ['records'];
  app.get(
    '/api/records/sources',
    {
      schema: {
        tags,
        summary: 'Every declared source: who sends what, why, on which basis, how long it is kept, how fresh it is',
        response: { 200: Type.Array(SourceSchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      if (actor.kind !== 'staff') throw forbidden();
      if (!hasPermission(actor, 'record.import')) requirePermission(actor, 'record.read-sharing');
      return viewSources(ctx, actor);
    },
  );

  app.get(
    '/api/records/sources/:code/template.csv',
    { schema: { tags, summary: 'A file with the headings of the source and no rows', params: Params } },
    async (request, reply) => {
      requirePermission(actorOf(request), 'record.import');
      const source = readSources(CATALOGUE_DIR).sources.find(({ code }) => code === request.params.code);
      if (!source) throw notFound({ zh: '数据源', en: 'The source' });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${source.code}.csv"`)
        .send(`\ufeff${source.fields.map(({ column }) => column).join(',')}\r\n`);
    },
  );

  app.post(
    '/api/records/sources/:code/pull',
    {
      schema: {
        tags,
        summary: 'Ask the declared feed for its rows now',
        params: Params,
        response: { 202: Type.Object({ batch: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'record.import');
      const { code } = request.params;
      if (!(await sendableSources(ctx, actor)).some((source) => source.code === code))
        throw notFound({ zh: '数据源', en: 'The source' });
      const feed = readSources(CATALOGUE_DIR).sources.find((source) => source.code === code)?.feed;
      if (!feed)
        throw new Problem(409, 'feed.none', {
          zh: '该数据源没有声明接口。',
          en: 'No feed is declared for this source.',
        });
      const batch = await pullFeed(ctx, actor, { code, feed });
      await queueImport(ctx);
      return reply.code(202).send({ batch });
    },
  );
}
