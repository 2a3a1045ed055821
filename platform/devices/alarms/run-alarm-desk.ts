import type { Context } from '../../http/context.ts';
import { repeatWork } from '../../http/repeat-work.ts';
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
  let turn = 0;
  const work = async () => {
    await settleAlarms(ctx, profileOf);
    await callPhones(ctx, profileOf);
    await feedCases(ctx);
    if (turn++ % VERDICTS_EVERY === 0) await takeVerdicts(ctx);
  };
  return repeatWork(TURN_MS, work, (error) => ctx.log.error({ err: error }, 'the alarms could not be worked through'));
}
