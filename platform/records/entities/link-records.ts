import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { loadModel } from '@gewu/linkage/load-model';
import type { TrainedModel } from '@gewu/linkage/types';
import type pg from 'pg';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { chinaDay } from '../../db/china-day.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Base, Kind, Source } from '../sources/declaration.ts';
import { CHILD_YEARS } from './assemble-entities.ts';
import { keepSecrets, rememberSecrets } from './keep-secrets.ts';
import { linkKind, PROVISIONAL } from './link-kind.ts';
import { openScratch } from './open-scratch.ts';
import { placeMentions } from './place-mentions.ts';
import { ENTITIES_LOCK, prepareState, type State } from './prepare-state.ts';
import { findDoubts, writeDoubts } from './raise-doubts.ts';
import { readCorrections } from './read-corrections.ts';
import { readDoubtRules } from './read-doubt-rules.ts';
import { type RunLog, startRun } from './start-run.ts';
import { surveyEntities } from './survey-entities.ts';
import { countEntities, findDifferences, rememberRun, writeRun } from './write-run.ts';

/** The part of the work store that a link run needs. */
export type LinkStore = {
  db: DuckDBConnection;
  folder: string;
  base: Base;
  sources: readonly { number: number; declared: Source | undefined }[];
};
export type LinkOptions = {
  /** Look at every row again instead of at the changed ones. */
  full?: boolean;
  memory?: string;
  /** YYYY-MM-DD; decides who is a child and what is stale. Today in China by default. */
  today?: string;
  /** Hold decisions back from the start, because they came between before. */
  alone?: boolean;
  onProgress?: (progress: { phase: string; done: number }) => void;
};
export type LinkReport = { run: number; figures: Record<string, unknown> };

/** Somebody decided about the base while the run was under way: it must be done again, with what was decided. */
export class DecidedMeanwhile extends Error {}

const LINKED = ['person', 'organisation'] as const;

/**
 * One link run: who is who, what is known of each, and what is doubted, from the mentions in the work store into the
 * tables of PostgreSQL. All of it is written in one transaction, so that a crash leaves what was before.
 * @param store open for this run alone; what it holds is only to be kept when this returns
 * @throws DecidedMeanwhile see there; any error leaves the run marked as failed
 */
export async function linkRecords(
  ctx: RecordsContext,
  store: LinkStore,
  options: LinkOptions = {},
): Promise<LinkReport> {
  const log = await startRun(ctx.pool, options.onProgress);
  try {
    const figures = options.alone
      ? await holdingDecisions(ctx.pool, () => run(ctx, store, options, log))
      : await run(ctx, store, options, log);
    return { run: log.id, figures };
  } catch (error) {
    await log.fail(error as Error);
    throw error;
  }
}

async function run(
  ctx: RecordsContext,
  { db, folder, base, sources: stored }: LinkStore,
  options: LinkOptions,
  log: RunLog,
): Promise<Record<string, unknown>> {
  const today = options.today ?? chinaDay(new Date());
  const rules = readDoubtRules();
  const sources = new Map(stored.flatMap(({ number, declared }) => (declared ? [[number, declared] as const] : [])));
  const scratch = await openScratch(db);
  try {
    log.phase('state');
    const state = await withSystem(ctx.pool, async (_db, client) => {
      const prepared = await prepareState(client, db, scratch.store, folder, options.alone === true);
      await readCorrections(ctx, client, db);
      return prepared;
    });
    const full = options.full === true || state.rebuilt;
    const linked = await linkKinds(ctx, db, { store: scratch.store, full, memory: options.memory, log });
    log.phase('place');
    await placeMentions(db, { base, full, firstId: linked.firstId, retired: linked.retired });
    await db.run(`insert into scope select s.id, s.kind from entity_state s semi join decided d on d.id = s.id
      anti join scope c on c.id = s.id`);
    if (state.lastDay) await followBirthdays(db, state.lastDay, today);
    await surveyEntities(db, {
      base,
      sources,
      rules,
      district: ctx.config.district,
      today,
      all: full,
      onPhase: (phase) => log.phase(phase),
    });
    log.phase('compare');
    await findDifferences(db, full);
    await findDoubts(db, { rules, today, all: full, kinds: linked.kinds });
    log.phase('write');
    const written = await withSystem(ctx.pool, async (_db, client) => {
      if (!options.alone) await stopIfDecided(client, state);
      const first = !(await client.query('select from entity limit 1')).rowCount;
      const secrets = await keepSecrets(ctx, client, db);
      const rows = await writeRun(client, db, folder, first);
      const doubts = await writeDoubts(client, db, folder);
      await client.query(
        `insert into setting (key, value, changed_at) select 'records-trained-' || key, value, now() from jsonb_each($1)
         on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at where setting.value <> excluded.value`,
        [JSON.stringify(linked.trained)],
      );
      const figures = { ...linked.figures, ...rows, secrets, doubts };
      await log.finish(client, figures);
      return figures;
    });
    log.phase('remember');
    await rememberRun(db, scratch.store, { run: log.id, decidedUpto: state.decidedUpto, today });
    await rememberSecrets(db);
    return { ...written, by_kind: await countEntities(db), seconds: log.seconds() };
  } finally {
    await scratch.close();
  }
}

/** Who has ceased to be a child since the last run is looked at again, though no row has changed. */
async function followBirthdays(db: DuckDBConnection, lastDay: string, today: string): Promise<void> {
  const born = (day: string) => `date '${day}' - interval ${CHILD_YEARS} year`;
  await db.run(`insert into scope
    select distinct p.entity, 'person' from m_person m join placed p on p.mention = m.mention
    where m.birth > ${born(lastDay)} and m.birth <= ${born(today)} and p.entity not in (select id from scope)`);
}

type Linked = {
  kinds: (typeof LINKED)[number][];
  trained: Record<string, TrainedModel>;
  retired: Map<number, number>;
  firstId: Partial<Record<Kind, number>>;
  figures: Record<string, unknown>;
};

async function linkKinds(
  ctx: RecordsContext,
  db: DuckDBConnection,
  { store, full, memory, log }: { store: string; full: boolean; memory: string | undefined; log: RunLog },
): Promise<Linked> {
  const linked: Linked = { kinds: [...LINKED], trained: {}, retired: new Map(), firstId: {}, figures: {} };
  for (const kind of LINKED) {
    log.phase(`link-${kind}`);
    const model = loadModel(join(CATALOGUE_DIR, `linkage/${kind}.yaml`));
    const trained = await readTrained(ctx.pool, kind);
    const { fresh, retired, figures, ...rest } = await linkKind(db, {
      kind,
      model,
      trained,
      store,
      full,
      memory,
      onProgress: (done) => log.progress(done),
    });
    const first = await reserveIds(ctx.pool, fresh);
    const real = (id: number) => (id >= PROVISIONAL ? id - PROVISIONAL + first : id);
    linked.firstId[kind] = first;
    linked.trained[kind] = rest.trained;
    linked.figures[kind] = figures;
    for (const [id, heir] of retired) linked.retired.set(id, real(heir));
  }
  return linked;
}

async function readTrained(pool: pg.Pool, kind: string): Promise<TrainedModel | undefined> {
  return withSystem(pool, async (_db, client) => {
    const { rows } = await client.query<{ value: TrainedModel }>('select value from setting where key = $1', [
      `records-trained-${kind}`,
    ]);
    return rows[0]?.value;
  });
}

/** Takes a row of ids that follow each other; ids of a run that fails are not used again. */
async function reserveIds(pool: pg.Pool, count: number): Promise<number> {
  return withSystem(pool, async (_db, client) => {
    await client.query(`select pg_advisory_xact_lock(610402, 22)`);
    const { rows } = await client.query<{ first: number }>(`select nextval('entity_id') as first`);
    const first = rows[0]?.first as number;
    if (count > 1) await client.query(`select setval('entity_id', $1)`, [first + count - 1]);
    return first;
  });
}

async function stopIfDecided(client: pg.ClientBase, { decidedUpto }: State): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${ENTITIES_LOCK})`);
  const { rowCount } = await client.query('select from decision where at > $1 or undone_at > $1 limit 1', [
    decidedUpto,
  ]);
  if (rowCount) throw new DecidedMeanwhile('Somebody decided about the base while it was being linked.');
}

async function holdingDecisions<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${ENTITIES_LOCK})`);
    return await work();
  } finally {
    await client.query(`select pg_advisory_unlock(${ENTITIES_LOCK})`).then(
      () => client.release(),
      () => client.release(true),
    );
  }
}
