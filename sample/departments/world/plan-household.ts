import type { Chance } from '../rows/chance.ts';

export type Member = {
  /** Years. */
  age: number;
  sex: number;
  /** Place in the household of the spouse, of the first parent; -1 none. */
  spouse: number;
  parent: number;
  /** Of the same birth as the member before. */
  twin: boolean;
};

export type HouseholdPlan = { floating: boolean; members: Member[] };

/**
 * Who lives together: couples with and without children, elders, three generations, singles; a fifth are families,
 * couples and workers from elsewhere. The parts are chosen so that a household has some 2.6 members.
 */
export function planHousehold(chance: Chance): HouseholdPlan {
  const members: Member[] = [];
  const add = (age: number, sex: number, parent = -1, twin = false) =>
    members.push({ age, sex, spouse: -1, parent, twin }) - 1;
  const couple = (age: number) => {
    const man = add(age, 1);
    const woman = add(Math.max(21, age + chance.between(-5, 2)), 2);
    marry(members, man, woman);
    return woman;
  };
  const anySex = () => (chance.hit(0.512) ? 1 : 2);
  const children = (mother: number) => {
    const oldest = Math.min(26, (members[mother]?.age ?? 30) - chance.between(22, 31));
    const wanted = 1 + (chance.hit(0.42) ? 1 : 0) + (chance.hit(0.05) ? 1 : 0);
    for (let age = oldest, k = 0; k < wanted && age >= 0; k++, age -= chance.between(2, 6)) {
      add(age, anySex(), mother);
      if (chance.hit(0.012)) add(age, anySex(), mother, true);
    }
  };
  const floating = chance.hit(0.24);
  const kind = chance.next();
  if (floating) {
    if (kind < 0.34) add(chance.between(18, 55), chance.hit(0.58) ? 1 : 2);
    else if (kind < 0.58) couple(chance.between(22, 56));
    else if (kind < 0.84) children(couple(chance.between(25, 46)));
    else for (let k = chance.between(2, 4); k > 0; k--) add(chance.between(18, 36), anySex());
  } else if (kind < 0.41) children(couple(chance.between(26, 52)));
  else if (kind < 0.54) {
    const age = chance.between(27, 45);
    const grandmother = couple(age + chance.between(22, 30));
    const mother = couple(age);
    const father = members[mother - 1];
    if (father) father.parent = grandmother;
    children(mother);
  } else if (kind < 0.72) couple(chance.between(58, 88));
  else if (kind < 0.79) add(chance.between(60, 92), chance.hit(0.35) ? 1 : 2);
  else if (kind < 0.88) couple(chance.between(46, 62));
  else if (kind < 0.94) couple(chance.between(22, 36));
  else add(chance.between(20, 58), anySex());
  return { floating, members };
}

function marry(members: Member[], one: number, other: number): void {
  const [a, b] = [members[one], members[other]];
  if (a && b) [a.spouse, b.spouse] = [other, one];
}
