import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { BinList, BinPlan, BinQuery, PlanQuery } from './bin-schemas.ts';
import { listBins } from './list-bins.ts';
import { planBins } from './plan-bins.ts';

const tags = ['devices'];

/** What is foreseen of bins, and the round that follows from it. */
export function registerBinRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices/bins',
    {
      schema: {
        tags,
        summary: 'Bins within sight and how full they will be',
        querystring: BinQuery,
        response: { 200: BinList },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return listBins(ctx, actor, request.query);
    },
  );
  app.get(
    '/api/devices/bins/plan',
    {
      schema: {
        tags,
        summary: 'Which bins to empty now, in which order, and why',
        description: 'Bins in `add` are visited whatever it costs, those in `remove` are not; both are device ids.',
        querystring: PlanQuery,
        response: { 200: BinPlan },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return planBins(ctx, actor, request.query);
    },
  );
}
