import { mistypeName } from '../names/mistype-name.ts';
import type { World } from '../world/build-world.ts';
import { makePhone } from '../world/make-phone.ts';
import { Chance } from './chance.ts';
import { type DayStyle, formatDay } from './format-day.ts';
import { mistypeCitizen, shortenCitizen } from './mistype-citizen.ts';
import { RATES } from './rates.ts';
import { type AddressStyle, writeAddress } from './write-address.ts';

export type TruthKind = 'person' | 'organisation' | 'dwelling';
export type PhoneStyle = 'plain' | 'spaced' | 'country' | 'dashes';

const BORN_1985 = 5479;

/**
 * The row that is being written: what it says of people, homes and firms, with the errors of its kind, and of whom it
 * speaks in truth. One object serves all rows of a source.
 */
export class Row {
  readonly chance = new Chance(0);
  /** Chance for what stays when a row changes: whom it is about. */
  readonly fixed = new Chance(0);
  readonly world: World;
  /** The row was changed after the first round: written anew, seen after the day of the world. */
  changed = false;
  readonly truth: Record<TruthKind, (string | number)[]> = { person: [], organisation: [], dwelling: [] };

  constructor(world: World) {
    this.world = world;
  }

  begin(seed: number, nth: number, changed: boolean): void {
    this.chance.reset(seed, nth, changed ? 1 : 0);
    this.fixed.reset(seed, nth, 3);
    this.changed = changed;
    this.truth.person.length = 0;
    this.truth.organisation.length = 0;
    this.truth.dwelling.length = 0;
  }

  /** When the department last saw the fact: the given day, or after the first round for a changed row. */
  seen(day: number): number {
    return this.changed ? this.world.today + this.chance.between(1, 25) : Math.min(day, this.world.today);
  }

  /** The name of a person, who this part of the row is about. */
  name(part: string, person: number): string {
    this.truth.person.push(part, person + 1);
    const name = this.world.people.name[person] as string;
    return this.chance.hit(RATES.mistypedName) ? mistypeName(name, this.chance) : name;
  }

  /**
   * @param missing how often this source has none
   * @param mistyped how often it has it wrong
   */
  citizen(person: number, missing: number, mistyped: number = RATES.mistypedCitizen): string {
    const { chance } = this;
    if (chance.hit(missing)) return '';
    const number = this.world.people.citizen[person] as string;
    const kind = chance.next();
    if (kind < mistyped) return mistypeCitizen(number, chance);
    if (kind > 1 - RATES.oldCitizen && (this.world.people.birth[person] as number) < BORN_1985)
      return shortenCitizen(number);
    return kind > 0.96 && number.endsWith('X') ? number.toLowerCase() : number;
  }

  birth(person: number, style: DayStyle): string {
    return formatDay(this.world.people.birth[person] as number, style);
  }

  sex(person: number, words: readonly [male: string, female: string]): string {
    return this.world.people.sex[person] === 1 ? words[0] : words[1];
  }

  /**
   * The phone that the department knew on the day, or an older one.
   * @param missing how often this source has none
   */
  phone(person: number, day: number, missing: number, style: PhoneStyle = 'plain'): string {
    const { people } = this.world;
    if (this.chance.hit(missing)) return '';
    const old = people.oldPhone[person] as string;
    if (old !== '' && (day < (people.phoneSince[person] as number) || this.chance.hit(RATES.stalePhone)))
      return stylePhone(old, style);
    // in the second round some people have a number that nobody knew before
    if (this.changed && person % 4 === 0) return stylePhone(makePhone(person, 3), style);
    return stylePhone(people.phone[person] as string, style);
  }

  /** Where the department believes the person to live: by the day, or still at the old address. */
  homeOf(person: number, day: number): number {
    const { people } = this.world;
    const old = people.oldHome[person] as number;
    if (old !== -1 && (day < (people.moved[person] as number) || this.chance.hit(RATES.staleAddress))) return old;
    return people.home[person] as number;
  }

  /** A person's address as the department knew it on the day, in its habit. */
  address(person: number, day: number, style: AddressStyle): string {
    return this.placeAddress(this.homeOf(person, day), person, style);
  }

  placeAddress(home: number, person: number, style: AddressStyle): string {
    return writeAddress(this.world.places, home, person, style, this.chance);
  }

  /** Says that a part of the row is about this home; an address in another county is no home of the world. */
  isHome(part: string, home: number): void {
    if (home >= 0) this.truth.dwelling.push(part, home + 1);
  }

  isFirm(part: string, firm: number): void {
    this.truth.organisation.push(part, firm + 1);
  }
}

function stylePhone(phone: string, style: PhoneStyle): string {
  if (style === 'plain' || phone.length !== 11 || phone.includes('-')) return phone;
  if (style === 'country') return `+86${phone}`;
  const sign = style === 'spaced' ? ' ' : '-';
  return phone.slice(0, 3) + sign + phone.slice(3, 7) + sign + phone.slice(7);
}
