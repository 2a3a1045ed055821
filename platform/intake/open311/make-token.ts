import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The token of a report whose id comes later: its act id with a keyed check, so that a token that was given out can be
 * told from an invented one before the case exists.
 */
export function makeToken(actId: string, hashKey: string): string {
  return `${actId}-${check(actId, hashKey)}`;
}

/** @returns the act id, or undefined for a token that was never given out */
export function readToken(token: string, hashKey: string): string | undefined {
  const [, actId, said] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f]{16})$/.exec(token.toLowerCase()) ?? [];
  if (!actId || !said) return undefined;
  return timingSafeEqual(Buffer.from(said), Buffer.from(check(actId, hashKey))) ? actId : undefined;
}

function check(actId: string, hashKey: string): string {
  return createHmac('sha256', Buffer.from(hashKey, 'base64'))
    .update(`open311 token ${actId}`)
    .digest('hex')
    .slice(0, 16);
}
