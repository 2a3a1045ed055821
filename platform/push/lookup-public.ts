import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// a list of both kinds would judge an IPv4 address by the IPv6 range that wraps it
const [INSIDE_4, INSIDE_6] = [new BlockList(), new BlockList()];
// RFC 6890: this host, private, shared, loopback, link-local, documentation, benchmarks, multicast, reserved
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [net = '', bits] = range.split('/');
  INSIDE_4.addSubnet(net, Number(bits), 'ipv4');
}
// of IPv6 only what is given out to the world (2000::/3) is public; of that, 6to4 and Teredo wrap other addresses
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  INSIDE_6.addSubnet(net, bits, 'ipv6');

/** Whether an address lies inside a network of one's own, or is no address at all. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  return kind === 4 ? INSIDE_4.check(address) : kind === 6 ? INSIDE_6.check(address, 'ipv6') : true;
}

/**
 * Looks a host's address up for a connection and refuses private ones. It stands where the connection is made: a name
 * that was public when it was judged may point inside a moment later.
 */
export const lookupPublic: LookupFunction = (host, options: LookupOptions, done) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const first = found?.[0];
    if (error || !first) return done(error ?? new Error(`${host} has no address`), []);
    if (found.some(({ address }) => isPrivateAddress(address)))
      return done(new Error(`${host} points into a private network`), []);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};
