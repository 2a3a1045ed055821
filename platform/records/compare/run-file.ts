import { SYSTEM } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { answerQuestions } from './answer-questions.ts';
import type { ChosenColumns } from './find-columns.ts';
import { scopeFor } from './scope-for.ts';
import type { Service } from './services.ts';

const LETTER = { yes: 'y', no: 'n', unknown: 'u' } as const;

/**
 * Compares the parts of a file that have no answers yet, one after the other. Each part is a transaction of its own that
 * moves the counts with it, so that a server that dies goes on where it was and counts nothing twice.
 */
export async function runFile(ctx: Context, id: number): Promise<void> {
  const batch = await withSystem(ctx.pool, (db) =>
    db
      .updateTable('compare_batch')
      .set({ state: 'running' })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .returning(['service', 'purpose', 'organisation', 'columns', 'chosen', 'post'])
      .executeTakeFirst(),
  );
  if (!batch) return;
  const columns = batch.columns as string[];
  const chosen = batch.chosen as ChosenColumns;
  const [name, value] = [columns.indexOf(chosen.name), columns.indexOf(chosen.value)];
  const service = batch.service as Service;
  try {
    const scope = await scopeFor(ctx, {
      unit: batch.organisation,
      service,
      purpose: batch.purpose,
      area: ctx.config.district,
    });
    while (await runPart()) {
      // until no part is left
    }
    async function runPart(): Promise<boolean> {
      const part = await withSystem(ctx.pool, (db) =>
        db
          .selectFrom('compare_part')
          .select(['n', 'sealed'])
          .where('batch', '=', id)
          .where('answers', 'is', null)
          .orderBy('n')
          .limit(1)
          .executeTakeFirst(),
      );
      if (!part) return false;
      const rows = ctx.sealer.openJson(part.sealed) as string[][];
      const questions = rows.map((row) => ({ name: row[name] ?? '', value: row[value] ?? '' }));
      const answers = await answerQuestions(ctx, service, questions, scope);
      const count = (wanted: string) => answers.filter((answer) => answer === wanted).length;
      await withSystem(ctx.pool, async (db) => {
        const written = await db
          .updateTable('compare_part')
          .set({ answers: answers.map((answer) => LETTER[answer]).join('') })
          .where('batch', '=', id)
          .where('n', '=', part.n)
          .where('answers', 'is', null)
          .executeTakeFirst();
        if (!written.numUpdatedRows) return; // another worker was faster
        await db
          .updateTable('compare_batch')
          .set((eb) => ({
            done: eb('done', '+', rows.length),
            yes: eb('yes', '+', count('yes')),
            no: eb('no', '+', count('no')),
            unknown: eb('unknown', '+', count('unknown')),
          }))
          .where('id', '=', id)
          .execute();
      });
      return true;
    }
    await finish(ctx, id, 'done', null);
  } catch (error) {
    if (!(error instanceof Problem)) throw error; // the queue tries again
    ctx.log.warn({ account: SYSTEM.account, batch: id, code: error.code }, 'a file was not compared');
    await finish(ctx, id, 'failed', error.sentence.zh);
  }
}

async function finish(ctx: Context, id: number, state: 'done' | 'failed', message: string | null): Promise<void> {
  await withSystem(ctx.pool, (db) =>
    db.updateTable('compare_batch').set({ state, message, finished_at: new Date() }).where('id', '=', id).execute(),
  );
}

/** Deletes rows and answers past their time; the counts and the trail stay. Requests are forgotten after 90 days. */
export async function forgetCompared(ctx: Pick<Context, 'pool'>, now = new Date()): Promise<void> {
  await withSystem(ctx.pool, async (_db, client) => {
    await client.query('delete from compare_part p using compare_batch b where b.id = p.batch and b.expires_at < $1', [
      now,
    ]);
    await client.query(`delete from compare_request where at < $1::timestamptz - interval '90 days'`, [now]);
    await client.query(`delete from quota_use where day < $1::date - 90`, [now]);
  });
}
