import type { Actor } from '../access/actor.ts';
import type { Contact } from '../access/seal.ts';
import { recordEvent } from '../audit/record-event.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { notFound } from '../http/problem.ts';
import { getCase } from './read-case.ts';

/**
 * Shows a reporter's name and phone, for a purpose, on a case; the look is recorded in the same transaction, so
 * that there is none without a trace.
 * @throws Problem 404 out of sight, or where the reporter wished to stay unnamed
 */
export async function revealContact(ctx: Context, actor: Actor, number: string, purpose: string): Promise<Contact> {
  return withActor(ctx.pool, actor, async (db) => {
    const row = await getCase(db, number);
    if (!row.contact || row.anonymous) throw notFound({ zh: '联系方式', en: 'Contact details' });
    await recordEvent(db, actor, {
      kind: 'look',
      caseId: row.id,
      area: row.area,
      subject: 'contact',
      data: { purpose },
    });
    return ctx.sealer.open(row.contact);
  });
}
