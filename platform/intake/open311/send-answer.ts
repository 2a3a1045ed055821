import type { FastifyReply } from 'fastify';
import { type Plain, writeXml } from './write-xml.ts';

export type Format = 'xml' | 'json';

/**
 * Sends one answer in the format asked for. JSON follows the Spark convention: the root vanishes, lists are bare.
 * @param root XML root element
 */
export function sendAnswer(
  reply: FastifyReply,
  format: Format,
  root: string,
  value: Plain,
  status = 200,
): FastifyReply {
  reply.code(status).header('cache-control', 'no-store');
  if (format === 'json') return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
  return reply.type('text/xml; charset=utf-8').send(writeXml(root, value));
}
