import type { Random } from '../random.ts';

/** A random (version 4) UUID from the sample's own chance, so that two loads with one seed agree. */
export function makeUuid(random: Random): string {
  const hex = (digits: number) =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[random.int(0, 3)]}${hex(3)}-${hex(6)}${hex(6)}`;
}
