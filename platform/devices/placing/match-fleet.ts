import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { FACTS, type FactRow, writePlaces } from './write-places.ts';

export type MatchOptions = {
  /** Match even where no area has changed: buildings and addresses of the record base may have. */
  always?: boolean;
  /** Devices in one transaction. */
  batch?: number;
  /** Called after each batch is committed; an error from it ends the run there, to be taken up later. */
  onBatch?: (looked: number) => void;
};

const BATCH = 500;

/** Areas in force now, each with a hash of its name and shape. */
const AREAS_NOW = `select a.code, md5(a.name || coalesce(g.shape::text, '')) as hash from area a
  left join area_geometry g on g.code = a.code and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
  where a.closed_at is null`;

/**
 * Matches all devices anew where areas were drawn anew, opened, named anew or closed since the last time; those placed
 * by hand stay. A run that was cut short is taken up where it stood; running it again changes nothing.
 * @returns how many were looked at and how many moved into another area, undefined where there was nothing to do
 */
export async function matchFleet(
  ctx: Context,
  { always = false, batch = BATCH, onBatch }: MatchOptions = {},
): Promise<{ run: number; looked: number; moved: number } | undefined> {
  const run = await withSystem(ctx.pool, (_db, client) => begin(client, always));
  if (run === undefined) return undefined;
  // the areas may have changed a moment ago, which this process's memory need not know yet
  ctx.caches.areas.invalidate();
  for (;;) {
    const state = await withSystem(ctx.pool, (_db, client) => matchBatch(ctx, client, run, batch));
    onBatch?.(state.looked);
    if (state.done) return { run, looked: state.looked, moved: state.moved };
  }
}

/** Takes up the run that goes on, or opens one. What the areas look like is noted with it: later changes make the next. */
async function begin(client: pg.ClientBase, always: boolean): Promise<number | undefined> {
  await client.query('select pg_advisory_xact_lock(610402, 63)');
  const { rows: running } = await client.query<{ id: number }>(`select id from placing_run where state = 'running'`);
  if (running[0]) return running[0].id;
  const { rows: changed } = await client.query<{ code: string }>(
    `select coalesce(n.code, o.code) as code from (${AREAS_NOW}) n full join placing_shape o using (code)
     where n.hash is distinct from o.hash order by 1`,
  );
  if (changed.length === 0 && !always) return undefined;
  await client.query(`delete from placing_shape where code not in (select code from (${AREAS_NOW}) n)`);
  await client.query(
    `insert into placing_shape (code, hash) ${AREAS_NOW} on conflict (code) do update set hash = excluded.hash`,
  );
  const { rows } = await client.query<{ id: number }>('insert into placing_run (areas) values ($1) returning id', [
    changed.map(({ code }) => code),
  ]);
  return rows[0]?.id;
}

type State = { looked: number; moved: number; done: boolean };

/** The next devices of a run, in one transaction with how far it has come. */
async function matchBatch(ctx: Context, client: pg.ClientBase, run: number, batch: number): Promise<State> {
  const { rows: held } = await client.query<State & { upto: number }>(
    `select upto, looked, moved, state = 'done' as done from placing_run where id = $1 for update`,
    [run],
  );
  const before = held[0];
  if (!before || before.done) return { looked: before?.looked ?? 0, moved: before?.moved ?? 0, done: true };
  const { rows } = await client.query<FactRow & { hand: boolean }>(
    `select ${FACTS}, d.placed_by = 'hand' as hand from device d join device_profile p on p.key = d.profile
     where d.id > $1 and d.admin <> 'retired' order by d.id limit $2 for update of d`,
    [before.upto, batch],
  );
  const moves = await writePlaces(
    ctx,
    client,
    rows.filter(({ hand }) => !hand),
  );
  await client.query(
    `insert into placing_move (run, device, from_area, to_area)
     select $1, device, "from", "to" from jsonb_to_recordset($2) as x(device int, "from" text, "to" text)`,
    [run, JSON.stringify(moves)],
  );
  const done = rows.length < batch;
  const looked = before.looked + rows.length;
  const moved = before.moved + moves.length;
  await client.query(
    `update placing_run set upto = $2, looked = $3, moved = $4, state = $5, finished_at = case when $5 = 'done' then now() end where id = $1`,
    [run, rows.at(-1)?.id ?? before.upto, looked, moved, done ? 'done' : 'running'],
  );
  return { looked, moved, done };
}
