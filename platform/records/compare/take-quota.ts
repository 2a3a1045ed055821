import { chinaDay } from '../../db/china-day.ts';
import type { Db } from '../../db/with-actor.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Takes from what somebody may use in a day (in China), all or nothing; two at the same instant cannot both take the last.
 * @param db as the system; in the transaction of the use itself, so that what rolled back was not used
 * @throws Problem 429 when the rest of the day's share is too small
 */
export async function takeQuota(
  db: Db,
  use: { holder: string; service: 'look' | 'compare'; count: number; limit: number },
  now = new Date(),
): Promise<void> {
  const { holder, service, count, limit } = use;
  const day = chinaDay(now);
  const taken =
    count <= limit &&
    (await db
      .insertInto('quota_use')
      .values({ holder, service, day, used: count })
      .onConflict((conflict) =>
        conflict
          .columns(['holder', 'service', 'day'])
          .doUpdateSet((eb) => ({ used: eb('quota_use.used', '+', count) }))
          .where('quota_use.used', '<=', limit - count),
      )
      .returning('used')
      .executeTakeFirst());
  if (!taken)
    throw new Problem(429, 'quota.spent', {
      zh: `今日额度（${limit}）不足，请明日再试或联系区管理员。`,
      en: `Today's share (${limit}) is used up. Try again tomorrow or ask the district manager.`,
    });
}
