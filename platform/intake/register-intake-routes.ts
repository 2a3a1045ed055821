import { join } from 'node:path';
import type { App } from '../http/app.ts';
import type { Context } from '../http/context.ts';
import { registerImportRoutes } from './messages/register-import-routes.ts';
import { readOpen311Settings } from './open311/read-settings.ts';
import { registerOpen311Routes } from './open311/register-open311-routes.ts';
import { readSynonyms } from './read-synonyms.ts';
import { registerSuggestRoute } from './register-suggest-route.ts';

const CATALOGUE = join(import.meta.dirname, '../../catalog');

/** Every way in besides a signed-in report: files of messages, outside clients; and the suggestion of a matter. */
export function registerIntakeRoutes(app: App, ctx: Context): void {
  const synonyms = readSynonyms(CATALOGUE);
  registerImportRoutes(app, ctx);
  registerSuggestRoute(app, ctx, synonyms);
  registerOpen311Routes(app, ctx, readOpen311Settings(CATALOGUE), synonyms);
}
