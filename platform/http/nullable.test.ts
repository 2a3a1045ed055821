import Fastify from 'fastify';
import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { Nullable } from './app.ts';

it('takes null for null in a body, and gives it back as null', async () => {
  const app = Fastify({ ajv: { customOptions: { coerceTypes: 'array', allowUnionTypes: true } } });
  const shape = Type.Object({
    count: Nullable(Type.Integer({ minimum: 0 })),
    text: Nullable(Type.String({ maxLength: 3 })),
    flag: Nullable(Type.Boolean()),
    list: Nullable(Type.Array(Type.Integer())),
    thing: Nullable(Type.Object({ a: Type.Integer() }, { additionalProperties: false })),
  });
  app.post('/', { schema: { body: shape, response: { 200: shape } } }, async (request) => request.body);
  const send = async (body: object) => {
    const answer = await app.inject({ method: 'POST', url: '/', payload: body });
    return { status: answer.statusCode, body: answer.json() };
  };
  const none = { count: null, text: null, flag: null, list: null, thing: null };
  expect(await send(none)).toEqual({ status: 200, body: none });
  const some = { count: 0, text: '', flag: false, list: [1], thing: { a: 1 } };
  expect(await send(some)).toEqual({ status: 200, body: some });
  expect((await send({ ...some, count: -1 })).status).toBe(400);
  expect((await send({ ...some, text: '太长了吧' })).status).toBe(400);
});
