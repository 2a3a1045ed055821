import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { NewsStream } from '../../http/news-stream.ts';

/** Server-sent events of every step within sight. */
export function registerEventRoute(app: App, stream: NewsStream): void {
  app.get(
    '/api/events',
    {
      schema: {
        tags: ['cases'],
        summary: 'Live steps of cases within sight (server-sent events)',
        querystring: Type.Object({ post: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'case.read');
      const last = Number(request.headers['last-event-id']);
      await stream.attach(actor, reply, Number.isSafeInteger(last) && last > 0 ? last : undefined);
      return reply;
    },
  );
}
