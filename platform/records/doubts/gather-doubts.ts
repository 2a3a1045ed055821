import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { SYSTEM } from '../../access/actor.ts';
import { planReport } from '../../cases/plan-report.ts';
import { writeReportIn } from '../../cases/write-reports.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { DoubtRow, Spoken } from './doubt-row.ts';
import { drawQuestion, type Question } from './draw-question.ts';
import { openQuestionBook } from './open-question-book.ts';
import { readVisitRules } from './read-visit-rules.ts';

export type Gathered = { cases: number; questions: number; dropped: number };

type Door = { door: number; area: string; label: string; lon: number | null; lat: number | null; doubts: number[] };

/**
 * Turns open doubts into visits: one case a door with all that is to be asked there, for the grid worker of the door's
 * grid. A door with an open visit, or visited within the declared time, is left in peace; a grid gets no more open visits
 * than declared. Case, visit and doubts are written in one transaction a door, so that a crash leaves whole visits only.
 * @param within only doors of this area
 */
export async function gatherDoubts(ctx: Context, within = '', now = new Date()): Promise<Gathered> {
  const rules = readVisitRules();
  const doors = await withSystem(
    ctx.pool,
    async (_db, client) =>
      (
        await client.query<Door>(DOORS, [
          now,
          new Date(now.getTime() - rules.restDays * 86_400_000),
          within,
          `${within}:`,
          rules.openPerGrid,
        ])
      ).rows,
  );
  const done: Gathered = { cases: 0, questions: 0, dropped: 0 };
  for (const door of doors) {
    const one = await openVisit(ctx, door, rules.questions, now);
    done.cases += one.questions > 0 ? 1 : 0;
    done.questions += one.questions;
    done.dropped += one.dropped;
  }
  return done;
}

/** Doors with something to ask, the fullest first, as many as their grid has room for. */
const DOORS = `with ready as (
    select d.door, array_agg(d.id order by d.id) as doubts from doubt d
    where d.state = 'open' and d.door is not null and (d.ask_after is null or d.ask_after <= $1)
      and not exists (select from visit v where v.door = d.door and (v.ended_at is null or (v.reached and v.ended_at > $2)))
    group by d.door),
  busy as (select area, count(*) as n from visit where ended_at is null group by area),
  placed as (
    select r.door, e.area, e.label, r.doubts, coalesce(e.lon, b.lon) as lon, coalesce(e.lat, b.lat) as lat,
      row_number() over (partition by e.area order by cardinality(r.doubts) desc, r.door) + coalesce(busy.n, 0) as place
    from ready r join entity e on e.id = r.door and e.merged_into is null
      left join entity_link l on l.from_entity = e.id and l.relation = 'stands_in'
      left join entity b on b.id = l.to_entity
      left join busy on busy.area = e.area
    where ($3 = '' or (e.area >= $3 and e.area < $4)))
  select door, area, label, doubts, lon, lat from placed where place <= $5 order by area, place`;

async function openVisit(
  ctx: Context,
  door: Door,
  most: number,
  now: Date,
): Promise<{ questions: number; dropped: number }> {
  const { doubts, entities } = await readDoubts(ctx, door.doubts);
  const book = await openQuestionBook(ctx, doubts, entities.values());
  const questions = new Map<number, Question>();
  const lost: number[] = [];
  for (const doubt of doubts) {
    const spoken = doubt.entities.map((id) => entities.get(id)).filter((one) => one !== undefined);
    const question = spoken.length === doubt.entities.length ? drawQuestion(doubt, spoken, book) : undefined;
    // a home that is in doubt and long unseen is asked about once; the answer settles both
    const twice = [...questions.values()].some((one) => one.title === question?.title);
    if (!question || twice) lost.push(doubt.id);
    else if (questions.size < most) questions.set(doubt.id, question);
  }
  const report =
    questions.size > 0 ? await planReport(ctx, SYSTEM, await inputOf(ctx, door, questions, now)) : undefined;
  return withSystem(ctx.pool, async (_db, client) => {
    const dropped = await drop(client, lost);
    if (!report) return { questions: 0, dropped };
    const asked = [...questions.keys()];
    // somebody may have gathered or dropped some of them meanwhile: then this door waits for the next time
    const { rowCount } = await client.query(`select from doubt where id = any($1) and state = 'open' for update`, [
      asked,
    ]);
    if (rowCount !== asked.length) return { questions: 0, dropped };
    await writeReportIn(client, report);
    const visit = await client.query(
      `insert into visit (case_id, door, area, asked, opened_at) values ($1, $2, $3, $4, $5)
       on conflict (door) where ended_at is null do nothing`,
      [report.row.id, door.door, report.row.area, asked, now],
    );
    if (!visit.rowCount) throw new Error('two visits to one door');
    await client.query(`update doubt set state = 'asked', case_id = $2 where id = any($1)`, [asked, report.row.id]);
    return { questions: asked.length, dropped };
  }).catch((error: Error) => {
    if (error.message !== 'two visits to one door') throw error;
    return { questions: 0, dropped: 0 };
  });
}

/** What needs no question: an entity was merged, a field is gone, or the same is asked already. */
async function drop(client: pg.PoolClient, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { rowCount } = await client.query(
    `update doubt set state = 'dropped', note = 'settled-before', answered_at = now() where id = any($1) and state = 'open'`,
    [ids],
  );
  return rowCount ?? 0;
}

async function readDoubts(ctx: Context, ids: readonly number[]) {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows: doubts } = await client.query<DoubtRow>(
      `select id, kind, entities, field, options from doubt where id = any($1)
       order by array_position(array['vacancy', 'stale', 'conflict', 'link'], kind), id`,
      [ids],
    );
    const { rows } = await client.query<Spoken>(
      `select id, kind, label, minor, fields from entity where id = any($1) and merged_into is null`,
      [[...new Set(doubts.flatMap((doubt) => doubt.entities))]],
    );
    return { doubts, entities: new Map(rows.map((row) => [row.id, row])) };
  });
}

async function inputOf(ctx: Context, door: Door, questions: Map<number, Question>, at: Date) {
  const keys = [...questions.keys()].map((id) => `d${id}`);
  // the point of the building is shown only where it lies in the door's own grid: the door decides who goes there
  const inside =
    door.lon !== null &&
    door.lat !== null &&
    (await ctx.caches.areas.locator()).locate(door.lon, door.lat).area === door.area;
  return {
    actId: randomUUID(),
    procedure: 'verify-home',
    title: `入户核实：${door.label}`,
    description: `请到 ${door.label} 当面核实 ${keys.length} 个问题。`,
    place: door.label,
    area: door.area,
    ...(inside && { lon: door.lon as number, lat: door.lat as number }),
    source: 'department',
    channel: 'api',
    at,
    attributes: {
      form: {
        type: 'object',
        required: keys,
        properties: Object.fromEntries([...questions].map(([id, q]) => [`d${id}`, q])),
      },
    },
  };
}
