import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem, type Sentence } from '../../http/problem.ts';
import { judgeField, type Outcome } from '../compare/judge-purpose.ts';
import { readConsumers } from '../compare/read-consumers.ts';
import { takeQuota } from '../compare/take-quota.ts';
import { isSecretRef, openSecrets } from '../open-secrets.ts';
import { readBase } from '../sources/read-base.ts';
import { findEntity, subjectOf } from './find-entity.ts';
import { findHeldCase } from './find-held-case.ts';
import { sayPlain } from './say-value.ts';
import { columnOfKind, readSourceBook } from './source-book.ts';

export type RevealOrder = { fields: string[]; purpose: string; case: string };
export type Revealed = {
  values: Record<string, Sentence>;
  leftOut: { field: string; name: Sentence; outcome: Outcome }[];
};

const base = readBase(CATALOGUE_DIR);
const { consumers } = readConsumers();

/**
 * Shows sensitive values for a declared purpose and an open case in the hands of the asking post. Each field is judged by
 * the purposes of the sources that feed it; a refused one is left out and named. The look is recorded before it is shown.
 * @throws Problem 404 out of sight, 409 for a case of others, 403 where no field may be shown, 429 beyond the day's share
 */
export async function revealFields(ctx: Context, actor: Actor, id: number, order: RevealOrder): Promise<Revealed> {
  const book = await readSourceBook(ctx);
  const { row, held } = await withActor(ctx.pool, actor, async (db) => ({
    row: await findEntity(db, id),
    held: await findHeldCase(db, actor, order.case),
  }));
  const declared = base.kinds[row.kind].fields;
  const sourceOf = await sourcesOfRecords(ctx, Object.values(row.provenance).flat());
  const leftOut: Revealed['leftOut'] = [];
  const granted = [...new Set(order.fields)].filter((field) => {
    const known = declared[field];
    if (!known || row.fields[field] === undefined || row.fields[field] === null) return false;
    // the sources that say the value; where a decision set it, all that feed the entity
    const rows = (row.provenance[field] ?? []).flatMap((record) => sourceOf.get(record) ?? []);
    const sources = rows.length > 0 ? rows : row.fed_by;
    const purposes = sources.flatMap((source) => {
      const known = book.get(source);
      const column = known && columnOfKind(known, row.kind, field);
      return column ? [column.purposes] : [];
    });
    const outcome = judgeField(order.purpose, consumers.posts.purposes, purposes);
    if (outcome !== 'compliant') leftOut.push({ field, name: { zh: known.zh, en: known.en }, outcome });
    return outcome === 'compliant';
  });
  if (granted.length === 0) {
    await withActor(ctx.pool, actor, (db) =>
      recordEvent(db, actor, {
        kind: 'refused-look',
        caseId: held.id,
        area: row.area,
        subject: subjectOf(id),
        data: { purpose: order.purpose, fields: leftOut.map(({ field, outcome }) => `${field}: ${outcome}`) },
      }),
    );
    throw new Problem(
      403,
      'purpose.refused',
      {
        zh: '这些内容的采集用途不包括您所选的用途，不能查看。',
        en: 'None of this was collected for the purpose you name; it cannot be shown.',
      },
      { leftOut },
    );
  }
  await withSystem(ctx.pool, async (db) => {
    const limit = consumers.posts.looks_a_day;
    await takeQuota(db, { holder: actor.account, service: 'look', count: granted.length, limit });
    await recordEvent(db, actor, {
      kind: 'look',
      caseId: held.id,
      area: row.area,
      subject: subjectOf(id),
      data: { purpose: order.purpose, fields: granted, ...(row.minor && { minor: true }) },
    });
  });
  const names = new Map((await ctx.caches.areas.all()).map(({ code, name }) => [code, name]));
  const secrets = await openSecrets(
    ctx,
    granted.map((field) => row.fields[field]),
  );
  const words = { base, secrets, areaName: (code: string) => names.get(code) ?? code };
  const values = granted.map((field): [string, Sentence] => {
    const value = row.fields[field];
    const plain = isSecretRef(value) ? secrets.get(value['§']) : value;
    if (plain === undefined) return [field, { zh: '（已销毁）', en: '(destroyed)' }];
    return [field, sayPlain(words, declared[field] as (typeof declared)[string], plain)];
  });
  return { values: Object.fromEntries(values), leftOut };
}

async function sourcesOfRecords(ctx: Context, records: readonly number[]): Promise<Map<number, number>> {
  if (records.length === 0) return new Map();
  const rows = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('record')
      .select(['id', 'source'])
      .where('id', 'in', [...new Set(records)])
      .execute(),
  );
  return new Map(rows.map(({ id, source }) => [id, source]));
}
