import { caseNumber } from '../../cases/case-number.ts';
import type { Context } from '../../http/context.ts';
import { findCaseOfAct } from './find-public-requests.ts';
import { readToken } from './make-token.ts';
import { fault, Open311Error } from './open311-error.ts';
import type { Plain } from './write-xml.ts';

/**
 * The id behind a token (GeoReport v2, "GET service_request_id from a token"); no id while the report still waits.
 * @throws Open311Error 404 for a token that was never given out
 */
export async function findToken(ctx: Context, token: string): Promise<{ [key: string]: Plain }> {
  const actId = readToken(token, ctx.config.secrets.hashKey);
  if (!actId) throw new Open311Error(404, [fault('404.token', { zh: '没有这个 token', en: 'token was not found' })]);
  const found = await findCaseOfAct(ctx, actId);
  return { service_request_id: found ? caseNumber(found.id, found.opened_at) : null, token };
}
