import type { Entry, Gazetteer, GazetteerArea, GazetteerCompound } from './address/gazetteer.ts';

export type { Gazetteer, GazetteerArea, GazetteerCompound } from './address/gazetteer.ts';

const STREET_FORMS = ['街道', '街道办事处', '街道办', '街办', '办事处', '地区'];
const RESIDENT_FORMS = ['社区居委会', '社区居民委员会', '社区', '居委会', '居民委员会'];
const VILLAGE_FORMS = ['村委会', '村民委员会', '村'];
const STREET_SUFFIX = /(?:街道办事处|街道|镇|乡)$/;
const RESIDENT_SUFFIX = /(?:社区居民委员会|社区居委会|居民委员会|居委会|社区)$/;
const VILLAGE_SUFFIX = /(?:村民委员会|村委会|村)$/;

/**
 * Makes the names of a district ready for `parseAddress`.
 * @param areas the tree: districts, streets and communities with their codes, as the statistical list names them
 * @param compounds named housing estates with the code of their community, so that it is found where only they are named
 */
export function makeGazetteer(areas: Iterable<GazetteerArea>, compounds: Iterable<GazetteerCompound> = []): Gazetteer {
  const entries = new Map<string, Entry[]>();
  const full = new Set<string>();
  const bare = new Set<string>();
  const districts = new Map<string, string>();
  const add = (form: string, entry: Entry, to: Set<string>) => {
    if (form.length < 2) return;
    const list = entries.get(form);
    if (list?.includes(entry)) return;
    if (list) list.push(entry);
    else entries.set(form, [entry]);
    to.add(form);
  };
  for (const { code, name } of areas) {
    if (code.length === 6) districts.set(name, code);
    else if (code.length === 9) {
      const entry: Entry = { level: 'street', name, area: code };
      for (const form of formsOf(name, STREET_SUFFIX, STREET_FORMS)) add(form, entry, full);
      add(name.replace(STREET_SUFFIX, ''), entry, bare);
    } else if (code.length === 12) {
      const entry: Entry = { level: 'community', name, area: code };
      const village = VILLAGE_SUFFIX.test(name);
      const suffix = village ? VILLAGE_SUFFIX : RESIDENT_SUFFIX;
      for (const form of formsOf(name, suffix, village ? VILLAGE_FORMS : RESIDENT_FORMS)) add(form, entry, full);
      add(name.replace(suffix, ''), entry, bare);
    }
  }
  for (const { name, area, aliases = [] } of compounds) {
    const entry: Entry = { level: 'compound', name, area };
    for (const form of [name, ...aliases]) add(form, entry, full);
    add(name.replace(/(?:住宅小区|小区)$/, ''), entry, bare);
  }
  for (const form of full) bare.delete(form);
  const prefixes = new Map<string, string[]>();
  for (const form of entries.keys()) {
    const key = form.slice(0, 2);
    prefixes.set(key, [...(prefixes.get(key) ?? []), form]);
  }
  for (const list of prefixes.values()) list.sort((a, b) => b.length - a.length);
  return { entries, prefixes, bare, districts };
}

function formsOf(name: string, suffix: RegExp, tails: readonly string[]): Set<string> {
  if (!suffix.test(name)) return new Set([name, ...tails.map((tail) => name + tail)]);
  const own = name.match(suffix)?.[0] ?? '';
  const base = name.slice(0, name.length - own.length);
  if (own === '镇' || own === '乡') return new Set([name, `${name}人民政府`]);
  return new Set([name, ...tails.map((tail) => base + tail)]);
}
