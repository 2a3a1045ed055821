import { makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { placeAddress } from '../work/place-address.ts';
import { addressTerm } from './address-term.ts';

/** Reads what somebody types of an address as the base writes addresses: 芙蓉小区3-2-501. */
export type AddressBook = {
  /** As far as the text goes: a compound, a building, a home; the beginning of a name too. Most likely first. */
  termsOf(text: string): string[];
  /** Down to one home and nothing above; undefined where the text names none. */
  homeOf(text: string): string | undefined;
};

const TTL_MS = 5 * 60_000;
const books = new WeakMap<object, { book: Promise<AddressBook>; at: number }>();

/** The address book of the district's areas and compounds, five minutes old at most. */
export function readAddressBook(ctx: Context): Promise<AddressBook> {
  const known = books.get(ctx.pool);
  if (known && Date.now() - known.at < TTL_MS) return known.book;
  const book = load(ctx);
  books.set(ctx.pool, { book, at: Date.now() });
  book.catch(() => books.delete(ctx.pool));
  return book;
}

async function load(ctx: Context): Promise<AddressBook> {
  const areas = (await ctx.caches.areas.all()).filter(({ code }) => code.length <= 12);
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
  };
}

/** 610402005004|芙蓉小区|3|2|501 → 芙蓉小区3-2-501, as the labels and terms of homes are written. */
function readable(key: string): string {
  const [, compound = '', ...numbers] = key.split('|');
  return compound + numbers.filter((part) => part !== '').join('-');
}
