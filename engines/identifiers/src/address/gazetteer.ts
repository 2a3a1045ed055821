import { endOf } from './cut-admin.ts';
import { numberedAt } from './cut-number.ts';

/** An area of the tree: district (6 digits), street (9) or community or village (12). "Inside" is "starts with". */
export type GazetteerArea = { code: string; name: string };
/** A named housing estate and the community (or street) it lies in. */
export type GazetteerCompound = { name: string; area: string; aliases?: readonly string[] };

export type Entry = {
  level: 'street' | 'community' | 'compound';
  /** The name as the tree or the list has it. */
  name: string;
  area: string;
};

/** Names of a district, made once by `makeGazetteer`. */
export type Gazetteer = {
  /** Everything a name can mean. */
  entries: ReadonlyMap<string, readonly Entry[]>;
  /** Names by their first two signs, longest first. */
  prefixes: ReadonlyMap<string, readonly string[]>;
  /** Names without their suffix (芙蓉 for 芙蓉社区), which count only where a name must end. */
  bare: ReadonlySet<string>;
  /** Districts whose areas these are; an address in another district gets no code. */
  districts: ReadonlyMap<string, string>;
};

const NAME_ON = /[路街巷道]|大[街道]|[东西南北中]{1,2}[路街]|小学|中学|医院|派出所/y;
const MORE = /[期区院\u4e00-\u9fa5]/;

/** The longest known name that begins at a place and is a name there, not the front of a road or a school. */
export function matchGazetteer(
  gazetteer: Gazetteer,
  text: string,
  at: number,
): { end: number; level: Entry['level'] } | undefined {
  const names = gazetteer.prefixes.get(text.slice(at, at + 2));
  if (!names) return undefined;
  for (const name of names) {
    if (!text.startsWith(name, at)) continue;
    const end = at + name.length;
    if (endOf(NAME_ON, text, end) > 0) continue;
    if (gazetteer.bare.has(name) && !endsHere(gazetteer, text, end)) continue;
    const entries = gazetteer.entries.get(name) ?? [];
    // Buildings stand in a compound rather than straight in a community of the same name.
    const compound = numberedAt(text, end) > 0 ? entries.find(({ level }) => level === 'compound') : undefined;
    const entry = compound ?? entries[0];
    if (entry) return { end, level: entry.level };
  }
  return undefined;
}

function endsHere(gazetteer: Gazetteer, text: string, at: number): boolean {
  if (at === text.length || !MORE.test(text[at] as string) || numberedAt(text, at) > 0) return true;
  return gazetteer.prefixes.get(text.slice(at, at + 2))?.some((name) => text.startsWith(name, at)) ?? false;
}
