import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type Nonces = {
  issue(now: number): string;
  /**
   * Uses a nonce up: with a count (`nc`) each count once and only upward, without one the nonce once.
   * @returns `stale` for one that is too old or was never given out here, `replayed` for a use that was had before
   */
  use(nonce: string, count: number | undefined, now: number): 'good' | 'stale' | 'replayed';
};

const LIFE_MS = 120_000;
const MOST = 20_000;

/**
 * Nonces of digest sign-in (RFC 7616). A nonce proves by its own signature that we gave it out and when, so that whoever
 * only asks for one costs no memory; what is remembered is what a right password has used.
 */
export function createNonces(): Nonces {
  const key = randomBytes(32);
  const used = new Map<string, { count: number; until: number }>();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
  return {
    issue(now) {
      const text = `${now.toString(36)}-${randomBytes(9).toString('hex')}`;
      return `${text}-${sign(text)}`;
    },
    use(nonce, count, now) {
      const [, text = '', time = '', mark = ''] = /^(([0-9a-z]{1,12})-[0-9a-f]{18})-([0-9a-f]{32})$/.exec(nonce) ?? [];
      const given = Number.parseInt(time, 36);
      if (mark === '' || !timingSafeEqual(Buffer.from(mark), Buffer.from(sign(text)))) return 'stale';
      if (now - given > LIFE_MS) return 'stale';
      const before = used.get(nonce);
      if (before && (count === undefined || count <= before.count)) return 'replayed';
      used.delete(nonce);
      used.set(nonce, { count: count ?? Number.POSITIVE_INFINITY, until: given + LIFE_MS });
      for (const [old, { until }] of used) {
        if (until >= now && used.size <= MOST) break;
        used.delete(old);
      }
      return 'good';
    },
  };
}
