import type { Actor } from '../../access/actor.ts';
import { areaOf } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { DoubtRow, Spoken } from './doubt-row.ts';
import { drawQuestion, type Question } from './draw-question.ts';
import { openQuestionBook } from './open-question-book.ts';

type Filter = { within?: string; state?: string; kind?: string; cursor?: number };
type Row = DoubtRow & {
  state: 'open' | 'asked' | 'answered' | 'dropped';
  area: string;
  door: number | null;
  door_label: string | null;
  weight: number | null;
  answer: { value?: unknown } | null;
  note: string | null;
  created_at: Date;
  answered_at: Date | null;
  ask_after: Date | null;
  case_id: number | null;
  opened_at: Date | null;
  /** The question as it was asked at the door. */
  asked: Question | null;
};

const PAGE = 50;

/** A page of doubts, each as the question that would settle it, masked as it would be at the door. */
export async function listDoubts(ctx: Context, actor: Actor, filter: Filter) {
  const { rows, entities } = await withActor(ctx.pool, actor, async (_db, client) => {
    const values: unknown[] = [];
    const p = (value: unknown) => `$${values.push(value)}`;
    const parts = ['true'];
    const within = filter.within ?? areaOf(actor);
    parts.push(`d.area >= ${p(within)} and d.area < ${p(`${within}:`)}`);
    if (filter.state) parts.push(`d.state = ${p(filter.state)}`);
    if (filter.kind) parts.push(`d.kind = ${p(filter.kind)}`);
    if (filter.cursor) parts.push(`d.id < ${p(filter.cursor)}`);
    const { rows } = await client.query<Row>(
      `select d.id, d.kind, d.entities, d.field, d.options, d.state, d.area, d.door, h.label as door_label, d.weight, d.answer,
         d.note, d.created_at, d.answered_at, d.ask_after, c.id as case_id, c.opened_at,
         c.attributes->'form'->'properties'->('d' || d.id) as asked
       from doubt d left join entity h on h.id = d.door left join cases c on c.id = d.case_id
       where ${parts.join(' and ')} order by d.id desc limit ${PAGE + 1}`,
      values,
    );
    const { rows: entities } = await client.query<Spoken>(
      'select id, kind, label, minor, fields from entity where id = any($1)',
      [[...new Set(rows.flatMap((row) => row.entities))]],
    );
    return { rows, entities: new Map(entities.map((one) => [one.id, one])) };
  });
  const shown = rows.slice(0, PAGE);
  const book = await openQuestionBook(ctx, shown, entities.values());
  return {
    rows: await Promise.all(
      shown.map(async (row) => {
        const spoken = row.entities.map((id) => entities.get(id)).filter((one) => one !== undefined);
        const drawn = spoken.length === row.entities.length ? drawQuestion(row, spoken, book) : undefined;
        const question = row.asked ?? drawn;
        return {
          id: row.id,
          kind: row.kind,
          state: row.state,
          area: row.area,
          areaName: (await ctx.caches.areas.name(row.area)) ?? row.area,
          door: row.door === null || row.door_label === null ? null : { id: row.door, label: row.door_label },
          entities: row.entities,
          question: question
            ? {
                title: { zh: question.title, en: question['x-title-en'] },
                choices: question.enum.map((value, i) => ({
                  value,
                  name: { zh: question['x-enum-zh'][i] ?? value, en: question['x-enum-en'][i] ?? value },
                })),
              }
            : null,
          weight: row.weight,
          case: row.case_id === null || row.opened_at === null ? null : caseNumber(row.case_id, row.opened_at),
          answer: typeof row.answer?.value === 'string' ? row.answer.value : null,
          note: row.note,
          createdAt: row.created_at.toISOString(),
          answeredAt: row.answered_at?.toISOString() ?? null,
          askAfter: row.ask_after?.toISOString() ?? null,
        };
      }),
    ),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Doubts by state and open visits, by the areas one level below (a grid counts for itself). */
export async function countDoubts(ctx: Context, actor: Actor, within: string) {
  const length = Math.min(within.length + 3, 15);
  const rows = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<{
      area: string;
      open: number;
      asked: number;
      answered: number;
      dropped: number;
    }>(
      `select left(area, $3) as area, count(*) filter (where state = 'open') as open, count(*) filter (where state = 'asked') as asked,
         count(*) filter (where state = 'answered') as answered, count(*) filter (where state = 'dropped') as dropped
       from doubt where area >= $1 and area < $2 group by 1 order by 1`,
      [within, `${within}:`, length],
    );
    const { rows: visits } = await client.query<{ area: string; n: number }>(
      `select left(area, $3) as area, count(*) as n from visit where ended_at is null and area >= $1 and area < $2 group by 1`,
      [within, `${within}:`, length],
    );
    const open = new Map(visits.map((visit) => [visit.area, visit.n]));
    return rows.map((row) => ({ ...row, visits: open.get(row.area) ?? 0 }));
  });
  return Promise.all(rows.map(async (row) => ({ ...row, name: (await ctx.caches.areas.name(row.area)) ?? row.area })));
}
