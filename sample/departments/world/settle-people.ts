import { drawGiven, drawSurname } from '../names/draw-names.ts';
import type { Chance } from '../rows/chance.ts';
import { yearOf } from '../rows/format-day.ts';
import { COUNTIES } from './counties.ts';
import { givePhones } from './give-phones.ts';
import { createCitizenNumbers } from './number-citizens.ts';
import { createPeople, ELSEWHERE, FLOATING, type People, REGISTERED } from './people.ts';
import type { Places } from './places.ts';
import { type HouseholdPlan, planHousehold } from './plan-household.ts';

/** Homes that stand empty. */
const EMPTY = 0.06;
/** What an area's oldest births were registered under, and what share of locals were born in the district itself. */
const LOCAL = ['610402', '610402', '610402', '610402', '610404', '610425', '610423', '610424', '610481'];

/**
 * Fills the homes with so many people: households, surnames from father to child, marriages, moves, deaths, people from
 * elsewhere, people who live elsewhere.
 * @param today day number
 */
export function settlePeople(places: Places, count: number, today: number, chance: Chance): People {
  const people = createPeople(count);
  const order = shuffle(places.homes, chance);
  const usable = Math.max(1, Math.floor(places.homes * (1 - EMPTY)));
  const numberOf = createCitizenNumbers();
  let household = 0;
  for (let next = 0; next < count; household++) {
    const plan = planHousehold(chance);
    // more households than homes: grown children with their parents, strangers who share a flat
    const home = order[household % usable] as number;
    const first = next;
    for (let k = 0; k < plan.members.length && next < count; k++, next++)
      bear(people, next, first, plan, k, today, chance);
    settle(people, first, next, plan, home, household, places.homes, today, chance);
    for (let p = first; p < next; p++) {
      const county = people.origin[p] as number;
      const area = people.kind[p] === FLOATING ? (COUNTIES[county]?.code ?? '610402') : chance.pick(LOCAL);
      people.citizen[p] = numberOf(area, people.birth[p] as number, people.sex[p] as number);
    }
    givePhones(people, first, next, today, chance);
  }
  return people;
}

/** Name, sex, birth, family ties of the k-th member of a household whose first member is person `first`. */
function bear(
  people: People,
  p: number,
  first: number,
  plan: HouseholdPlan,
  k: number,
  today: number,
  chance: Chance,
): void {
  const member = plan.members[k] as HouseholdPlan['members'][number];
  const birth = member.twin
    ? (people.birth[p - 1] as number)
    : today - 20 - Math.floor(member.age * 365.25) - chance.below(365);
  const year = yearOf(birth);
  people.sex[p] = member.sex;
  people.birth[p] = birth === 0 ? 1 : birth;
  people.household[p] = -1;
  const parent = member.parent >= 0 ? first + member.parent : -1;
  const father = parent >= 0 && parent < p && people.spouse[parent] !== -1 ? (people.spouse[parent] as number) : parent;
  const elder = father >= 0 && father < p ? father : -1;
  const surname =
    elder >= 0 ? surnameOf(people.name[chance.hit(0.95) ? elder : parent] as string) : drawSurname(chance);
  // siblings and twins often share the first character of their given names
  const before =
    k > 0 && plan.members[k - 1]?.parent === member.parent && member.parent >= 0 ? (people.name[p - 1] as string) : '';
  const shared =
    before.length === surname.length + 2 && chance.hit(member.twin ? 0.7 : 0.3)
      ? (before[surname.length] as string)
      : '';
  let name = surname + drawGiven(chance, member.sex, year, shared);
  while (before !== '' && name === before) name = surname + drawGiven(chance, member.sex, year);
  people.name[p] = name;
  if (member.spouse >= 0 && member.spouse < k) {
    const spouse = first + member.spouse;
    people.spouse[p] = spouse;
    people.spouse[spouse] = p;
    const grown = Math.max(birth, people.birth[spouse] as number) + Math.floor((21 + 8 * chance.next()) * 365.25);
    const married = Math.min(today - 30, grown);
    people.married[p] = married;
    people.married[spouse] = married;
  }
  if (elder >= 0 && member.age < 18) people.guardian[p] = chance.hit(0.6) ? parent : elder;
}

const COMPOUND = new Set(['欧阳', '上官', '司马', '诸葛', '皇甫', '令狐', '尉迟', '淳于', '东方', '慕容']);
const surnameOf = (name: string): string => (COMPOUND.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1));

/** Where the household lives and lived, where it is registered, who left, parted or died. */
function settle(
  people: People,
  first: number,
  end: number,
  plan: HouseholdPlan,
  home: number,
  household: number,
  homes: number,
  today: number,
  chance: Chance,
): void {
  const somewhere = () => chance.below(homes);
  const abroad = () => -2 - chance.below(COUNTIES.length);
  const away = !plan.floating && chance.hit(0.03);
  const origin = Math.floor(COUNTIES.length * chance.next() ** 1.6);
  const movers = chance.hit(plan.floating ? 0.8 : 0.6);
  const moved = today - chance.between(40, 3600);
  const before = plan.floating && chance.hit(0.5) ? -2 - origin : chance.hit(0.85) ? somewhere() : abroad();
  const outside = abroad();
  const registered = plan.floating ? -2 - origin : chance.hit(0.25) ? somewhere() : home;
  for (let p = first; p < end; p++) {
    const age = (today - (people.birth[p] as number)) / 365.25;
    people.household[p] = household;
    people.kind[p] = plan.floating ? FLOATING : away ? ELSEWHERE : REGISTERED;
    // room mates come from different counties
    people.origin[p] =
      plan.floating && people.spouse[p] === -1 && people.guardian[p] === -1
        ? Math.floor(COUNTIES.length * chance.next() ** 1.6)
        : origin;
    people.home[p] = away ? outside : home;
    people.registeredHome[p] = plan.floating ? -2 - (people.origin[p] as number) : registered;
    const fresh = (people.married[p] as number) > today - 3000;
    if (movers && (people.birth[p] as number) < moved) {
      people.moved[p] = moved;
      // who married lately came from another home than the spouse
      people.oldHome[p] = fresh ? somewhere() : before;
    } else if (fresh) {
      people.moved[p] = (people.married[p] as number) + chance.between(0, 25);
      people.oldHome[p] = somewhere();
    }
    if (chance.hit(age > 65 ? 0.05 + (age - 65) * 0.012 : age > 45 ? 0.014 : 0.001) && people.guardian[p] === -1)
      people.died[p] = Math.max((people.birth[p] as number) + 1, today - chance.between(5, 3000));
    const spouse = people.spouse[p] as number;
    if (spouse >= 0 && spouse < p && chance.hit(0.05)) {
      const parted = Math.min(today - 10, (people.married[p] as number) + chance.between(400, 6000));
      people.divorced[p] = parted;
      people.divorced[spouse] = parted;
      people.oldHome[p] = home;
      people.moved[p] = parted;
      people.home[p] = somewhere();
    }
  }
}

function shuffle(n: number, chance: Chance): Int32Array {
  const order = Int32Array.from({ length: n }, (_, at) => at);
  for (let k = n - 1; k > 0; k--) {
    const other = chance.below(k + 1);
    [order[k], order[other]] = [order[other] as number, order[k] as number];
  }
  return order;
}
