import { Type } from 'typebox';
import { type App, actorOf } from '../http/app.ts';
import type { Context } from '../http/context.ts';
import { type Suggestible, suggestMatter } from './suggest-matter.ts';

const Query = Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000 }) });
const SuggestionSchema = Type.Object({
  key: Type.String(),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  name: Type.Object({ zh: Type.String(), en: Type.String() }),
});

/** Which matters a text may be about, for forms to offer while somebody writes. */
export function registerSuggestRoute(
  app: App,
  ctx: Context,
  synonyms: Readonly<Record<string, readonly string[]>>,
): void {
  // one array a snapshot of the catalogue, so that the index over it is built once
  const lists = new WeakMap<object, readonly Suggestible[]>();
  app.get(
    '/api/catalogue/suggest',
    {
      schema: {
        tags: ['catalogue'],
        summary: 'Matters a text may be about, best first',
        querystring: Query,
        response: { 200: Type.Array(SuggestionSchema) },
      },
    },
    async (request) => {
      actorOf(request);
      const { matters } = await ctx.caches.catalogue.get();
      const list = lists.get(matters) ?? [...matters.values()].filter((matter) => matter.kind !== 'component');
      lists.set(matters, list);
      return suggestMatter(request.query.text, list, synonyms).map(({ key, score }) => ({
        key,
        score,
        name: matters.get(key)?.name ?? { zh: key, en: key },
      }));
    },
  );
}
