import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the sender's clock may be from ours, either way. */
const TOLERANCE_S = 300;

/**
 * Checks what a hook signed: HMAC-SHA256 over `timestamp.body` in hexadecimal, the timestamp in seconds since 1970.
 * @param signature as sent: `sha256=…`
 * @param now ms
 * @returns the signature as bytes, to be used once; undefined where it is wrong, too old or of the future
 */
export function checkSignature(
  secret: string,
  timestamp: string,
  signature: string,
  body: Buffer,
  now: number,
): Buffer | undefined {
  const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(signature) ?? [];
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return undefined;
  const wanted = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  const bytes = Buffer.from(given, 'hex');
  return timingSafeEqual(bytes, wanted) ? bytes : undefined;
}
