import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { CompareScope } from './answer-questions.ts';
import { judgeService } from './judge-service.ts';
import { readConsumers } from './read-consumers.ts';
import type { Service } from './services.ts';

const { consumers } = readConsumers();

/**
 * What a unit's file may draw on at the moment it is compared: purposes may have changed since it came.
 * @throws Problem 403 where the unit may no longer compare for that purpose
 */
export async function scopeFor(
  ctx: Context,
  file: { unit: number; service: Service; purpose: string; area: string },
): Promise<CompareScope> {
  const unit = await withSystem(ctx.pool, (db) =>
    db.selectFrom('organisation').select('code').where('id', '=', file.unit).executeTakeFirst(),
  );
  const consumer = consumers.departments[unit?.code ?? ''] ?? { purposes: [], rows_a_day: 0 };
  const { scope, refused } = await judgeService(ctx, consumer, file, file.area);
  if (refused.length > 0)
    throw new Problem(403, 'purpose.refused', {
      zh: '用途已不再允许，未比对。',
      en: 'The purpose is no longer allowed; nothing was compared.',
    });
  return scope;
}
