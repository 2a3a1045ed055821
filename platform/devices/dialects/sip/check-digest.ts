import { createHash, timingSafeEqual } from 'node:crypto';

export type Credentials = { username: string; nonce: string; count: number | undefined; answer: string; proof: string };

const md5 = (text: string) => createHash('md5').update(text, 'latin1').digest('hex');

/**
 * What is kept of a device's SIP password: MD5 of `user:realm:password`. The digest of RFC 2617, which GB/T 28181
 * prescribes, is computed from exactly this, so that nothing slower or safer can be kept in its place; the password itself
 * is made by us, long, random and for this one device, so that the short hash gives away no word that serves elsewhere.
 */
export const passwordHash = (user: string, realm: string, password: string): string =>
  md5(`${user}:${realm}:${password}`);

/**
 * Reads `Authorization: Digest …` as RFC 2617 and RFC 7616 write it, with MD5, with `qop=auth` or without.
 * @param method of the request, part of what is proved
 * @returns undefined where it is none, or asks for what we did not offer
 */
export function readCredentials(header: string | undefined, method: string, realm: string): Credentials | undefined {
  const [, list] = /^Digest[ \t]+(.{1,1500})$/i.exec(header ?? '') ?? [];
  if (list === undefined) return undefined;
  const parts = new Map<string, string>();
  for (const [, name = '', quoted, bare] of list.matchAll(/([a-z]{1,20})\s*=\s*(?:"([^"\\]*)"|([^\s,"]+))/gi)) {
    if (parts.has(name.toLowerCase())) return undefined;
    parts.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  const get = (name: string) => parts.get(name) ?? '';
  const qop = parts.get('qop');
  if ((parts.get('algorithm') ?? 'MD5').toUpperCase() !== 'MD5' || get('realm') !== realm) return undefined;
  if (qop !== undefined && (qop !== 'auth' || !/^[0-9a-f]{8}$/i.test(get('nc')) || get('cnonce') === ''))
    return undefined;
  if (!/^[0-9a-f]{32}$/i.test(get('response')) || get('username') === '' || get('nonce') === '') return undefined;
  const proved = md5(`${method}:${get('uri')}`);
  return {
    username: get('username'),
    nonce: get('nonce'),
    count: qop === undefined ? undefined : Number.parseInt(get('nc'), 16),
    answer: get('response').toLowerCase(),
    proof: qop === undefined ? proved : `${get('nc')}:${get('cnonce')}:${qop}:${proved}`,
  };
}

/** Whether the answer could be given by who knows the password. */
export function knowsPassword({ nonce, answer, proof }: Credentials, hash: string): boolean {
  return timingSafeEqual(Buffer.from(answer), Buffer.from(md5(`${hash}:${nonce}:${proof}`)));
}
