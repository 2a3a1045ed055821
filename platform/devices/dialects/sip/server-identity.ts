import type { Config } from '../../../config.ts';

/** What a device must know of us to register: our code and our domain, which is the realm of its password too. */
export type SipServer = { id: string; realm: string };

/**
 * Our own code: 20 digits of the district, type 200 (central signalling server), number 1, unless one was assigned. The
 * domain is its first ten digits, as GB/T 28181 codes are cut (second-hand).
 */
export function sipServer(config: Pick<Config, 'district' | 'sip'>): SipServer {
  const id = config.sip?.id ?? `${config.district}00002000000001`;
  return { id, realm: id.slice(0, 10) };
}
