import { createHmac } from 'node:crypto';
import type { Context } from '../http/context.ts';

/**
 * The name of a sensitive value: the first 16 hex digits of HMAC-SHA-256 over `kind|value` under the installation's own
 * key. Equal values have equal names, so they can be found, compared and stored once without being readable.
 * @param value in its normal form
 */
export function keyedHash(ctx: Pick<Context, 'config'>, kind: string, value: string): string {
  return createHmac('sha256', Buffer.from(ctx.config.secrets.hashKey, 'base64'))
    .update(`${kind}|${value}`)
    .digest('hex')
    .slice(0, 16);
}
