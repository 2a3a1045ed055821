/** How a person stands to the district. */
export const REGISTERED = 0;
export const FLOATING = 1;
/** Registered here, living in another county. */
export const ELSEWHERE = 2;

/**
 * The people of the world by number, in columns. Days count from 1970-01-01; 0 as a day means never (nobody's events
 * fall on that day). A home of -1 is none, of -2 - k an address in county k (counties.ts).
 */
export type People = {
  count: number;
  name: string[];
  citizen: string[];
  /** 1 male, 2 female (GB/T 2261.1). */
  sex: Uint8Array;
  birth: Int32Array;
  kind: Uint8Array;
  origin: Uint8Array;
  household: Int32Array;
  home: Int32Array;
  /** Where they lived before `moved`. */
  oldHome: Int32Array;
  moved: Int32Array;
  registeredHome: Int32Array;
  phone: string[];
  /** In use before `phoneSince`; empty where it never changed. */
  oldPhone: string[];
  phoneSince: Int32Array;
  spouse: Int32Array;
  married: Int32Array;
  divorced: Int32Array;
  died: Int32Array;
  guardian: Int32Array;
};

/** Empty columns for so many people. */
export function createPeople(count: number): People {
  const ints = (fill = 0) => new Int32Array(count).fill(fill);
  const texts = () => new Array<string>(count).fill('');
  return {
    count,
    name: texts(),
    citizen: texts(),
    sex: new Uint8Array(count),
    birth: ints(),
    kind: new Uint8Array(count),
    origin: new Uint8Array(count),
    household: ints(-1),
    home: ints(-1),
    oldHome: ints(-1),
    moved: ints(),
    registeredHome: ints(-1),
    phone: texts(),
    oldPhone: texts(),
    phoneSince: ints(),
    spouse: ints(-1),
    married: ints(),
    divorced: ints(),
    died: ints(),
    guardian: ints(-1),
  };
}
