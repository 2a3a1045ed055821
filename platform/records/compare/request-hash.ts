import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.ts';

const MOST_BYTES = 64 * 2 ** 10;
const bodies = new WeakMap<FastifyRequest, Buffer>();

/** Keeps the bytes of a body as they came, before they are parsed: the hash covers them and not what became of them. */
export async function keepBody(
  request: FastifyRequest,
  _reply: unknown,
  payload: AsyncIterable<Buffer>,
): Promise<Readable> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of payload) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new Problem(413, 'body.too-large', { zh: '请求内容过大。', en: 'The request is too large.' });
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  bodies.set(request, body);
  return Object.assign(Readable.from(body.length > 0 ? [body] : []), { receivedEncodedLength: body.length });
}

/**
 * Binds an answer to its request, as X-Road's request hash does: SHA512(SHA512(headers) + SHA512(body)). Headers are
 * those whose names begin with gewu-, in lower case and sorted, one `name: value` a line; the body is the bytes sent.
 */
export function requestHash(request: FastifyRequest): Buffer {
  return hashRequest(request.headers, bodies.get(request) ?? Buffer.alloc(0));
}

export function hashRequest(headers: IncomingHttpHeaders, body: Buffer): Buffer {
  const lines = Object.entries(headers)
    .filter(([name, value]) => name.startsWith('gewu-') && value !== undefined)
    .map(([name, value]) => `${name}: ${String(value)}\n`)
    .sort();
  return sha512(Buffer.concat([sha512(Buffer.from(lines.join(''), 'utf8')), sha512(body)]));
}

const sha512 = (bytes: Buffer): Buffer => createHash('sha512').update(bytes).digest();
