import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { registerEditAreas } from './edit-areas.ts';
import { registerReadAreas } from './read-areas.ts';

/** All routes of the areas room. */
export function registerAreaRoutes(app: App, ctx: Context): void {
  registerReadAreas(app, ctx);
  registerEditAreas(app, ctx);
}
