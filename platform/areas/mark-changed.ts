import type { Db } from '../db/with-actor.ts';

/** Tells every process that areas or shapes changed; call it in the transaction that changes them. */
export async function markAreasChanged(db: Db): Promise<void> {
  const row = { value: 'true', changed_at: new Date() };
  await db
    .insertInto('setting')
    .values({ key: 'areas-version', ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}
