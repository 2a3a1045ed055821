import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { isSecretRef } from '../open-secrets.ts';
import { subjectOf } from '../pages/find-entity.ts';
import { findOwn } from './find-own.ts';
import { readOwn, readRows } from './read-own.ts';
import { readOwnLooks } from './read-own-looks.ts';

/**
 * All of a resident's own data in one open format (PIPL Art. 45): what the base says of them, every department row with
 * the columns that speak of them, who looked, and their requests. Columns about other people of a row are left out.
 */
export async function exportOwn(ctx: Context, actor: Actor) {
  const row = await findOwn(ctx, actor);
  const { mentions, words } = await readRows(ctx, row);
  const [own, looks] = await Promise.all([readOwn(ctx, actor), readOwnLooks(ctx, actor)]);
  await withActor(ctx.pool, actor, (db) =>
    recordEvent(db, actor, { kind: 'own-export', area: row.area, subject: subjectOf(row.id) }),
  );
  return {
    format: 'gewu-own-data-1',
    madeAt: new Date().toISOString(),
    person: own.person,
    rows: mentions.map(({ source, part, seen, vanished, fields }) => ({
      source: source?.name ?? null,
      department: source?.departmentName ?? null,
      legalBasis: source?.legalBasis ?? null,
      seen,
      vanished,
      columns: Object.fromEntries(
        (source?.fields ?? [])
          .filter((field) => field.targets.some((target) => target.part.index === part))
          .map(({ column }) => {
            const value = fields?.[column];
            return [column, isSecretRef(value) ? (words.secrets.get(value['§']) ?? null) : (value ?? null)];
          }),
      ),
    })),
    looks,
    requests: own.requests,
  };
}
