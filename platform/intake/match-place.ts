export type NamedArea = { code: string; name: string };
export type PlaceMatch = {
  /** Deepest area the text names beyond doubt; undefined where it names none. */
  area: string | undefined;
  /** How it was found, for the routing record: `text names 芙蓉社区 (610402002012)`. */
  reason: string;
};

type Key = { text: string; codes: string[] };
export type PlaceMatcher = (text: string) => PlaceMatch;

/** Kinds of places as they end an area's name; a name without its ending is only trusted when it is long enough. */
const ENDING = /(?:社区)?(?:居民委员会|居委会)$|(?:村民委员会|村委会)$|社区$|街道(?:办事处)?$/;
/** A bare name that ends like this is more often a road or a thing than the area called after it. */
const ROAD_LIKE = /(?:[路街巷厂院区桥站]|公园|广场|市场)$/;
const BARE_LENGTH = 3;

/**
 * Makes a matcher that finds the community or street a text names, for messages without coordinates. No guessing:
 * the longest name wins; names that several areas share lead to the smallest area that holds them all; two different
 * places named in one text do the same; nothing found leaves it to the district's desk.
 * @param areas streets, communities and grids with their codes
 * @param compounds names of housing compounds and the area each lies in
 */
export function createPlaceMatcher(areas: readonly NamedArea[], compounds: readonly NamedArea[] = []): PlaceMatcher {
  const byText = new Map<string, Set<string>>();
  const add = (text: string, code: string) => byText.set(text, (byText.get(text) ?? new Set()).add(code));
  for (const { code, name } of areas) {
    // a district says nothing here, and every community has a "first grid"
    if (code.length === 9 || code.length === 12) for (const spoken of spokenNames(name, code.length)) add(spoken, code);
  }
  for (const { code, name } of compounds) add(name, code);
  const keys: Key[] = [...byText]
    .map(([text, codes]) => ({ text, codes: [...codes].sort() }))
    .sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1));
  return (text) => match(keys, text);
}

/** Ways in which people write an area's name: 芙蓉社区居委会, 芙蓉社区, 芙蓉居委会, and 华府御园 alone. */
function spokenNames(name: string, length: number): string[] {
  const bare = name.replace(ENDING, '');
  const endings =
    length === 9
      ? ['街道', '街道办', '街办', '镇']
      : name.includes('村')
        ? ['村', '村委会']
        : ['社区', '居委会', '小区', '家属院'];
  const root = bare.replace(/村$/, '');
  const names = [name, ...endings.map((ending) => `${root}${ending}`)];
  if ([...bare].length >= BARE_LENGTH && !ROAD_LIKE.test(bare)) names.push(bare);
  return names;
}

function match(keys: readonly Key[], text: string): PlaceMatch {
  let rest = text.normalize('NFKC').replace(/\s+/g, '');
  const found: Key[] = [];
  for (const key of keys) {
    if (!rest.includes(key.text)) continue;
    found.push(key);
    rest = rest.replaceAll(key.text, '\u0000'); // 友谊北路社区 must not match 北路社区 again
  }
  if (found.length === 0) return { area: undefined, reason: 'text names no known place' };
  const area = narrow(found.map((key) => key.codes));
  const said = found.map((key) => `${key.text} (${key.codes.join(', ')})`).join(' + ');
  if (area.length === 6 && found.length > 0) return { area: undefined, reason: `text names ${said}: too far apart` };
  return { area, reason: `text names ${said}` };
}

/**
 * The deepest area that fits everything named. A street beside one of its communities adds nothing; of a shared
 * name only the candidates inside the other places named are kept; what still differs meets at the common parent.
 */
function narrow(named: readonly (readonly string[])[]): string {
  const sure = named.filter((codes) => codes.length === 1).map((codes) => codes[0] as string);
  const chosen = named.flatMap((codes) => {
    const fitting = codes.filter((code) => sure.some((other) => code.startsWith(other) || other.startsWith(code)));
    return codes.length > 1 && fitting.length > 0 ? fitting : codes;
  });
  const deepest = chosen.filter((code) => !chosen.some((other) => other !== code && other.startsWith(code)));
  return deepest.reduce(commonParent);
}

function commonParent(a: string, b: string): string {
  for (const length of [15, 12, 9])
    if (a.length >= length && a.slice(0, length) === b.slice(0, length)) return a.slice(0, length);
  return a.slice(0, 6);
}
