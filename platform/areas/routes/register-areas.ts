import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { registerEditAreas } from './edit-areas.ts';
import { registerReadAreas } from './read-areas.ts';
import { registerShapeFiles } from './shape-files.ts';

/** All routes of the areas room. */
export function registerAreaRoutes(app: App, ctx: Context): void {
  registerReadAreas(app, ctx);
  registerEditAreas(app, ctx);
  registerShapeFiles(app, ctx);
}
