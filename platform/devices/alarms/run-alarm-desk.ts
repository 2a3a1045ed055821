import type { Context } from '../../http/context.ts';
import { callPhones } from './call-phones.ts';
import { feedCases, takeVerdicts } from './feed-cases.ts';
import { type ProfileOf, settleAlarms } from './settle-alarms.ts';

const TURN_MS = 300;
/** What people found is taken over every so many turns. */
const VERDICTS_EVERY = 10;

/**
 * Works through what alarms need, a few times a second: phones, cases, what cases are told, what was found. Each piece
 * locks its rows, so any number of servers may do it; each stands in the database, so nothing is lost with one.
 * @returns stops it, after the turn under way
 */
export function runAlarmDesk(ctx: Context, profileOf: ProfileOf): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> = Promise.resolve();
  let turn = 0;
  const work = async () => {
    await settleAlarms(ctx, profileOf);
    await callPhones(ctx, profileOf);
    await feedCases(ctx);
    if (turn++ % VERDICTS_EVERY === 0) await takeVerdicts(ctx);
  };
  const again = () => {
    turning = work()
      .catch((error: unknown) => ctx.log.error({ err: error }, 'the alarms could not be worked through'))
      .finally(() => {
        if (!stopped) timer = setTimeout(again, TURN_MS);
      });
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await turning;
  };
}
