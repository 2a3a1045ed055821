import type { Chance } from '../rows/chance.ts';
import { makePhone } from './make-phone.ts';
import type { People } from './people.ts';

/**
 * Gives the members of a household their phones: grown-ups their own, nearly half with another one before; children that
 * of a parent; many of the very old that of the family, a few a fixed line.
 */
export function givePhones(people: People, first: number, end: number, today: number, chance: Chance): void {
  let family = '';
  for (let p = first; p < end; p++) {
    const age = (today - (people.birth[p] as number)) / 365.25;
    const guardian = people.guardian[p] as number;
    if (age < 13 && guardian >= 0) {
      people.phone[p] = people.phone[guardian] as string;
      people.oldPhone[p] = people.oldPhone[guardian] as string;
      people.phoneSince[p] = people.phoneSince[guardian] as number;
      continue;
    }
    people.phone[p] = makePhone(p, 0);
    if (age > 74 && chance.hit(0.4) && family !== '') people.phone[p] = family;
    else if (age > 70 && chance.hit(0.08)) people.phone[p] = `029-${33000000 + chance.below(999999)}`;
    else if (chance.hit(0.45)) {
      people.oldPhone[p] = makePhone(p, 1);
      people.phoneSince[p] = today - chance.between(30, 3300);
    }
    if (family === '' || age > 25) family = people.phone[p] as string;
  }
}
