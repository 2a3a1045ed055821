import { makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import type { Area } from '../../areas/area-cache.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { type PlacedAddress, placeAddress } from '../work/place-address.ts';
import { addressTerm } from './address-term.ts';

/** Reads what somebody types of an address as the base writes addresses: 芙蓉小区3-2-501. */
export type AddressBook = {
  /** As far as the text goes: a compound, a building, a home; the beginning of a name too. Most likely first. */
  termsOf(text: string): string[];
  /** Down to one home and nothing above; undefined where the text names none. */
  homeOf(text: string): string | undefined;
  /** The area and the keys of compound, building and home that a text names. */
  place(text: string): PlacedAddress;
};

const TTL_MS = 5 * 60_000;
const books = new WeakMap<object, { book: Promise<AddressBook>; at: number; areas: readonly Area[] }>();
type Needs = Pick<Context, 'pool' | 'caches'>;

/** The address book of the district's areas as they are now and its compounds, those five minutes old at most. */
export async function readAddressBook(ctx: Needs): Promise<AddressBook> {
  const areas = await ctx.caches.areas.all();
  const known = books.get(ctx.pool);
  if (known && known.areas === areas && Date.now() - known.at < TTL_MS) return known.book;
  const book = load(ctx, areas);
  books.set(ctx.pool, { book, at: Date.now(), areas });
  book.catch(() => books.delete(ctx.pool));
  return book;
}

async function load(ctx: Needs, all: readonly Area[]): Promise<AddressBook> {
  const areas = all.filter(({ code }) => code.length <= 12);
  const compounds = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ name: string; area: string }>(
      `select split_part(key, '|', 2) as name, min(split_part(key, '|', 1)) as area from entity
       where kind = 'compound' and key is not null and merged_into is null
       group by 1 having count(distinct split_part(key, '|', 1)) = 1 and length(min(split_part(key, '|', 1))) = 12 order by 1`,
    );
    return rows;
  });
  const gazetteer = makeGazetteer(areas, compounds);
  const names = areas.map(({ name }) => name);
  return {
    termsOf(text) {
      const [, compound, building, dwelling] = placeAddress(text, gazetteer);
      const read = [dwelling ?? building ?? compound ?? undefined].flatMap((key) => (key ? [readable(key)] : []));
      // the beginning of a name, which nobody but the index can complete
      return [...new Set([...read, addressTerm(text, names) ?? []].flat())];
    },
    homeOf(text) {
      const [, , , dwelling] = placeAddress(text, gazetteer);
      return dwelling ? readable(dwelling) : undefined;
    },
    place: (text) => placeAddress(text, gazetteer),
  };
}

/** 610402005004|芙蓉小区|3|2|501 → 芙蓉小区3-2-501, as the labels and terms of homes are written. */
function readable(key: string): string {
  const [, compound = '', ...numbers] = key.split('|');
  return compound + numbers.filter((part) => part !== '').join('-');
}
