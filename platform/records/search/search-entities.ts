import { type Actor, areaOf } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { keyedHash } from '../keyed-hash.ts';
import { readBase } from '../sources/read-base.ts';
import { findTerms, type Place } from './find-terms.ts';
import { readAddressBook } from './read-address-book.ts';
import { readQuery } from './read-query.ts';
import { viewFound } from './view-found.ts';

export type SearchQuery = { q: string; kind?: string; within?: string; cursor?: string; limit?: number };

const PAGE = 30;
const base = readBase(CATALOGUE_DIR);

/**
 * Searches the record base in the actor's area: names, pinyin, initials, numbers or their last digits, addresses.
 * Everything sensitive comes masked. The search is recorded with its keyed hash, never its words.
 * @throws Problem 422 where nothing that was typed can be looked for
 */
export async function searchEntities(ctx: Context, actor: Actor, query: SearchQuery) {
  const from = performance.now();
  const book = await readAddressBook(ctx);
  const words = readQuery(query.q, { hash: (kind, value) => keyedHash(ctx, kind, value), addresses: book.termsOf });
  if (words.length === 0)
    throw new Problem(422, 'search.too-short', {
      zh: '请输入姓名、拼音、地址、单位名称，或证件、电话的至少后四位。',
      en: 'Type a name, pinyin, an address, an organisation, or at least the last four digits of a number.',
    });
  const after = readPlace(query.cursor);
  const scope = areaOf(actor);
  const within = query.within && query.within !== scope ? query.within : undefined;
  const { found, next } = await withActor(ctx.pool, actor, async (db, client) => {
    const page = await findTerms(
      { client, writer: ctx.writer },
      words,
      { kind: query.kind, within },
      after,
      query.limit ?? PAGE,
    );
    await recordEvent(db, actor, {
      kind: 'search',
      data: {
        query: keyedHash(ctx, 'q', query.q.normalize('NFKC').trim()),
        kind: query.kind ?? null,
        within: within ?? null,
        hits: page.found.length,
        more: page.next !== undefined,
      },
    });
    return page;
  });
  const tail = words.find((word) => word.tail !== undefined)?.tail;
  return {
    rows: await viewFound(ctx, base, found, tail),
    next: next ? writePlace(next) : null,
    read: words.map(({ text, meanings }) => ({ word: text, as: [...new Set(meanings.map(({ as }) => as))] })),
    took: Math.round((performance.now() - from) * 10) / 10,
  };
}

function writePlace({ meaning, term, area, entity }: Place): string {
  return Buffer.from(JSON.stringify([meaning, term, area, entity])).toString('base64url');
}

function readPlace(cursor: string | undefined): Place | undefined {
  if (!cursor) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) {
      const [meaning, term, area, entity] = parts as unknown[];
      if (
        typeof meaning === 'string' &&
        typeof term === 'string' &&
        typeof area === 'string' &&
        Number.isSafeInteger(entity)
      )
        return { meaning, term, area, entity: entity as number };
    }
  } catch {
    // falls through to the refusal
  }
  throw new Problem(422, 'cursor.wrong', {
    zh: '翻页位置无效，请从第一页开始。',
    en: 'The page marker is not valid. Start from the first page.',
  });
}
