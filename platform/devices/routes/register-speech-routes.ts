import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { Dialect } from '../dialects/dialect-types.ts';
import { giveSpeech, readSpeech } from '../dialects/give-speech.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) });
const tags = ['devices'];
const Key = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' });
const Speech = Type.Object({
  dialect: Nullable(Type.String()),
  base: Nullable(Type.String({ description: 'first part of its topics, over MQTT' })),
  rows: Type.Array(Type.Object({ key: Type.String(), value: Type.String() }), {
    description: 'what to type into the other side; a secret is shown only by the answer that made it',
  }),
  snippet: Nullable(Type.String()),
  off: Nullable(Type.String({ enum: ['mqtt', 'sip'], description: 'what must be switched on at the server first' })),
});

/** How devices speak: the dialects that there are, and the settings that the other side needs. */
export function registerSpeechRoutes(app: App, ctx: Context, declared: ReadonlyMap<string, Dialect>): void {
  app.get(
    '/api/devices/dialects',
    {
      schema: {
        tags,
        summary: 'The languages of other systems that devices may speak',
        response: {
          200: Type.Array(
            Type.Object({
              key: Type.String(),
              name: TextSchema,
              about: TextSchema,
              transport: Type.String({ enum: ['mqtt', 'http', 'sip'] }),
              base: Nullable(Type.String()),
            }),
          ),
        },
      },
    },
    async (request) => {
      requirePermission(actorOf(request), 'device.read');
      return [...declared.values()].map(({ dialect: key, name, about, transport, base }) => ({
        key,
        name,
        about,
        transport,
        base: base ?? null,
      }));
    },
  );
  app.get(
    '/api/devices/:id/speech',
    { schema: { tags, summary: 'How a device speaks', params: Id, response: { 200: Speech } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return readSpeech(ctx, declared, actor, request.params.id);
    },
  );
  app.post(
    '/api/devices/:id/speech',
    {
      schema: {
        tags,
        summary: 'Let a device speak in a dialect, with a new secret; the old one is void at once',
        params: Id,
        body: Type.Object({
          dialect: Nullable(Key),
          base: Type.Optional(
            Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}(/[A-Za-z0-9_-]{1,40}){0,3}$', description: 'over MQTT' }),
          ),
        }),
        response: { 200: Speech },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.edit');
      return giveSpeech(ctx, declared, actor, request.params.id, request.body);
    },
  );
}
