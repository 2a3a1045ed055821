import type { TaskList } from 'graphile-worker';
import type { Context } from '../../http/context.ts';
import { matchFleet } from './match-fleet.ts';

/** Devices matched anew: where areas were drawn anew, and every night because the record base has learnt more. */
export const placingTasks = (ctx: Context): TaskList => ({
  'match-devices': async (payload) => {
    await matchFleet(ctx, { always: (payload as { always?: boolean } | undefined)?.always === true });
  },
});

/** A look every minute; at twenty to two at night in China all of them. */
export const PLACING_CRONTAB = [
  '* * * * * match-devices ?max=1',
  '40 17 * * * match-devices ?id=match-all-devices&max=3 {always:true}',
].join('\n');
