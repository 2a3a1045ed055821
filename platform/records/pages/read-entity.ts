import type { Actor } from '../../access/actor.ts';
import { hasPermission } from '../../access/permissions.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import { openSecrets } from '../open-secrets.ts';
import { readBase } from '../sources/read-base.ts';
import { findCases } from './find-cases.ts';
import { type EntityRow, findEntity, subjectOf } from './find-entity.ts';
import { placeOfEntity } from './place-of-entity.ts';
import { readGraph } from './read-graph.ts';
import { readHistory } from './read-history.ts';
import { numbersOf } from './read-looks.ts';
import { type Mention, readMentions, saidOf } from './read-mentions.ts';
import { type Said, sayValue, type Words } from './say-value.ts';
import { readSourceBook } from './source-book.ts';

const base = readBase(CATALOGUE_DIR);

/** One row behind a field. `outside`: it lies beyond the reader's area, so that what it says is not shown. */
export type Provenance = Said & {
  record: number;
  source: string;
  sourceName: Sentence;
  department: Sentence;
  seen: string;
  trust: number;
  agrees: boolean;
  outside: boolean;
  vanished: boolean;
};
export type FieldView = Said & {
  name: Sentence;
  class: string;
  sensitive: boolean;
  provenance: Provenance[];
  conflict: Said[];
};

/**
 * Everything the base knows of one entity that this actor may see: fields with the rows behind them, neighbours, cases at
 * the place, doubts, history. Opening the page is recorded. A merged entity answers with the one it went into.
 * @throws Problem 404 out of sight
 */
export async function readEntity(ctx: Context, actor: Actor, id: number) {
  const book = await readSourceBook(ctx);
  const names = new Map((await ctx.caches.areas.all()).map(({ code, name }) => [code, name]));
  const { row, mentions, graph, history, doubts } = await withActor(ctx.pool, actor, async (db, client) => {
    const row = await findEntity(db, id);
    await recordEvent(db, actor, { kind: 'open', subject: subjectOf(id), area: row.area });
    return {
      row,
      mentions: await readMentions(ctx, db, id, book),
      graph: await readGraph(client, base, { id, kind: row.kind, label: row.label, minor: row.minor, hop: 0 }),
      history: await readHistory(ctx, db, row),
      doubts: await db
        .selectFrom('doubt')
        .select(['id', 'kind', 'field', 'state', 'case_id', 'created_at'])
        .where('entities', '@>', [[id]] as never)
        .where('state', 'in', ['open', 'asked'])
        .orderBy('id', 'desc')
        .limit(20)
        .execute(),
    };
  });
  const refs = [
    row.fields,
    ...mentions.map(({ fields }) => fields ?? {}),
    ...history.changes.flatMap(({ fields }) => fields.map(({ before, after }) => ({ before, after }))),
  ];
  const conflicts = Object.values(row.conflicts).flatMap((options) => options.map(({ value }) => value));
  const words: Words = {
    base,
    secrets: await openSecrets(ctx, [...refs.flatMap((fields) => Object.values(fields)), ...conflicts]),
    areaName: (code) => names.get(code) ?? code,
  };
  const kind = base.kinds[row.kind];
  const numbers = await numbersOf(
    ctx,
    doubts.flatMap(({ case_id }) => case_id ?? []),
  );
  const place = placeOfEntity(row, graph, [...names.values()]);
  return {
    id,
    kind: row.kind,
    kindName: kind.name,
    label: row.label,
    area: row.area,
    areaName: words.areaName(row.area),
    path: (await ctx.caches.areas.path(row.area)).map(({ code, name, nameEn }) => ({
      code,
      name: { zh: name, en: nameEn ?? name },
    })),
    minor: row.minor,
    rows: row.rows,
    seen: row.seen,
    mergedInto: row.merged_into,
    sources: row.fed_by.flatMap((source) => {
      const known = book.get(source);
      return known ? [{ code: known.code, name: known.name, department: known.departmentName }] : [];
    }),
    fields: fieldsOf(row, mentions, words),
    mentions: mentions.map(({ record, part, source, seen, vanished, fields }) => ({
      record,
      part,
      source: source?.code ?? '',
      sourceName: source?.name ?? { zh: '', en: '' },
      seen,
      vanished,
      outside: fields === null,
    })),
    graph,
    cases: hasPermission(actor, 'case.read') ? await findCases(ctx, actor, place) : [],
    doubts: doubts.map(({ id: doubt, kind: what, field, state, case_id, created_at }) => ({
      id: doubt,
      kind: what,
      field: field === null ? null : (kind.fields[field] ?? null) && nameOf(row, field),
      state,
      case: case_id === null ? null : (numbers.get(case_id) ?? null),
      at: created_at.toISOString(),
    })),
    history: {
      decisions: history.decisions.map(({ caseId: _, ...decision }) => decision),
      changes: history.changes.map(({ fields, ...change }) => ({
        ...change,
        fields: fields.map(({ field, before, after }) => ({
          name: nameOf(row, field),
          before: say(words, row, field, before),
          after: say(words, row, field, after),
        })),
      })),
    },
  };
}

function nameOf(row: EntityRow, field: string): Sentence {
  const declared = base.kinds[row.kind].fields[field];
  return declared ? { zh: declared.zh, en: declared.en } : { zh: field, en: field };
}

function say(words: Words, row: EntityRow, field: string, value: unknown): Said {
  const declared = base.kinds[row.kind].fields[field];
  return declared ? sayValue(words, declared, value, row.minor) : { value: null, masked: null };
}

function fieldsOf(row: EntityRow, mentions: readonly Mention[], words: Words): Record<string, FieldView> {
  const views: Record<string, FieldView> = {};
  for (const [field, declared] of Object.entries(base.kinds[row.kind].fields)) {
    const value = row.fields[field];
    const options = row.conflicts[field] ?? [];
    if ((value === undefined || value === null) && options.length === 0) continue;
    const first = row.provenance[field] ?? [];
    const rank = (record: number) => (first.includes(record) ? first.indexOf(record) : first.length);
    const provenance = mentions
      .flatMap((mention): Provenance[] => {
        const said = saidOf(mention, field);
        const { source, record, seen, vanished, fields } = mention;
        if (!said || !source || (fields !== null && (said.raw === undefined || said.raw === null || said.raw === '')))
          return [];
        return [
          {
            ...sayValue(words, declared, said.raw, row.minor),
            record,
            source: source.code,
            sourceName: source.name,
            department: source.departmentName,
            seen,
            trust: said.trust,
            agrees: first.includes(record),
            outside: fields === null,
            vanished,
          },
        ];
      })
      .sort((a, b) => rank(a.record) - rank(b.record) || (a.seen < b.seen ? 1 : -1));
    views[field] = {
      ...sayValue(words, declared, value, row.minor),
      name: { zh: declared.zh, en: declared.en },
      class: declared.class,
      sensitive: declared.class === 'sensitive' || (row.minor && declared.class !== 'open'),
      provenance,
      conflict: options.map((option) => sayValue(words, declared, option.value, row.minor)),
    };
  }
  return views;
}
