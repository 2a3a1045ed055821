import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import type { Actor } from '../access/actor.ts';
import { signedOut } from './problem.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined when signed out. Resolved before the handler of every route. */
    actor: Actor | undefined;
  }
}

/** @throws Problem 401 when nobody is signed in */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw signedOut();
  return request.actor;
}

/** A text in the two languages, as it travels. */
export const TextSchema = Type.Object({ zh: Type.String(), en: Type.String() });

const NAMED = ['string', 'number', 'integer', 'boolean', 'array', 'object'];

/**
 * What the schema describes, or null. It is one schema of two types and not a union: the validator
 * takes text for numbers, and on its way through the first branch of a union it would make 0, or an empty text, of null.
 */
export const Nullable = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>(
    'type' in schema && NAMED.includes(String(schema.type)) && !('const' in schema)
      ? { ...schema, type: [schema.type, 'null'] }
      : { anyOf: [schema, { type: 'null' }] },
  );

export const UuidSchema = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
});

/** RFC 9457 problem with the sentence in both languages. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    detail_zh: Type.String(),
    detail_en: Type.String(),
  },
  { additionalProperties: true },
);
export type ProblemBody = Static<typeof ProblemSchema>;
