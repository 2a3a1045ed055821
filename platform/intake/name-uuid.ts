import { createHash } from 'node:crypto';

/** Our own namespace (RFC 9562 §6.6), fixed for good: the same name must give the same id after any restart. */
const NAMESPACE = Buffer.from('5d1c0f4e2f0b4c53a9d6b4f6a1f3c7e8', 'hex');

/**
 * A UUID of version 5 (RFC 9562 §5.5) for a name. Act ids made from what a request is, not from chance, let a
 * repeated request find its first result.
 */
export function nameUuid(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name, 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
