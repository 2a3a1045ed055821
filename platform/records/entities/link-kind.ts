import type { DuckDBConnection } from '@duckdb/node-api';
import { clusterTables } from '@gewu/linkage/cluster/cluster-tables';
import { keepRun, mergeUpdate } from '@gewu/linkage/cluster/merge-update';
import { hashModel } from '@gewu/linkage/hash-model';
import { openLinker } from '@gewu/linkage/open-linker';
import { readNumber } from '@gewu/linkage/run-sql';
import type { LinkageModel, TrainedModel } from '@gewu/linkage/types';
import { runStatements } from './run-statements.ts';

/** Ids of new entities while a run goes on; they become real ones when their number is known. */
export const PROVISIONAL = 2 ** 30;

export type LinkKindOptions = {
  kind: 'person' | 'organisation';
  model: LinkageModel;
  /** Of an earlier run; learned anew where it does not fit the model or the rows have become many more. */
  trained: TrainedModel | undefined;
  /** Name of the store's database in this connection. */
  store: string;
  /** Link all rows, not only those of the table `changed`. */
  full: boolean;
  memory: string | undefined;
  onProgress: (done: number, detail?: string) => void;
};
export type LinkedKind = {
  trained: TrainedModel;
  /** Entity that is no more → the one where most of its rows are now. */
  retired: Map<number, number>;
  /** How many provisional ids were given. */
  fresh: number;
  figures: { rows: number; nodes: number; pairs: number; links: number; entities: number; bridges: number };
};

/** Rows may become this many times more before the model is learned anew by itself. */
const GROWTH = 1.5;

/**
 * Finds which mentions of a linked kind are one entity. Leaves `clusters_<kind>` (mention, entity) for every mention of
 * the kind, new entities with provisional ids, and in the store the schema `kept_<kind>` with rows, nodes and links, into
 * which the next run merges its changes. Reads `m_<kind>`, `placed`, `pinned` (mention, entity) and `changed`.
 */
export async function linkKind(db: DuckDBConnection, options: LinkKindOptions): Promise<LinkedKind> {
  const { kind, model, store, onProgress } = options;
  const work = `link_${kind}`;
  const kept = `kept_${kind}`;
  await db.run(linkableSql(kind));
  const linker = openLinker({
    connection: db,
    table: `linkable_${kind}`,
    schema: work,
    model,
    ...(options.memory && { memory: options.memory }),
    onProgress: ({ phase, done }) => onProgress(done, phase),
  });
  const identifiers = model.identifiers ?? [];
  const keep = { connection: db, from: work, into: kept, identifiers };
  const rows = await readNumber(db, `select count(*) from m_${kind}`);
  const fits = options.trained?.hash === hashModel(model) && rows <= GROWTH * options.trained.trainedOn.rows;
  const trained = fits ? (options.trained as TrainedModel) : await linker.train();
  const has = await readNumber(
    db,
    `select count(*) from duckdb_tables() where database_name = '${store}' and schema_name = '${kept}'`,
  );
  let compared: { pairs: number; links: number };
  if (options.full || !fits || has === 0) {
    compared = await linker.predict(trained);
    await keepRun(keep);
  } else {
    await runStatements(db, [
      `create schema if not exists ${kept}`,
      ...KEPT.map((table) => `create or replace table ${kept}.${table} as from ${store}.${kept}.${table}`),
      `create or replace table gone as select mention as record from changed where kind = '${kind}'`,
      `create or replace table touched as select mention as record from changed where kind = '${kind}' and not gone`,
    ]);
    compared = await linker.update(trained, 'touched');
    await mergeUpdate({ ...keep, gone: 'gone' });
  }
  await runStatements(db, [
    `drop schema ${work} cascade`,
    `create or replace table pinned_${kind} as
       select mention as record, entity::integer as entity from pinned semi join m_${kind} using (mention)`,
    `create or replace table known_${kind} as
       select mention as record, p.entity::integer as entity from placed p semi join m_${kind} using (mention)`,
  ]);
  onProgress(0, 'cluster');
  const { retired, nextId, entities, bridges } = await clusterTables({
    connection: db,
    schema: kept,
    model,
    table: `linkable_${kind}`,
    pins: `pinned_${kind}`,
    known: `known_${kind}`,
    nextId: PROVISIONAL,
  });
  await runStatements(db, [
    `create or replace table clusters_${kind} as select record as mention, entity::bigint as entity from ${kept}.clusters`,
    `create schema if not exists ${store}.${kept}`,
    ...KEPT.map((table) => `create or replace table ${store}.${kept}.${table} as from ${kept}.${table}`),
    `drop table pinned_${kind}`,
    `drop table known_${kind}`,
  ]);
  const nodes = await readNumber(db, `select count(*) from ${kept}.nodes`);
  return {
    trained,
    retired,
    fresh: nextId - PROVISIONAL,
    figures: { rows, nodes, pairs: compared.pairs, links: compared.links, entities, bridges },
  };
}

/** The rows as the models want them. An organisation without a room is told by its building or by its address as it stands. */
function linkableSql(kind: LinkKindOptions['kind']): string {
  const columns = 'm.mention as record, m.* exclude (record)';
  return kind === 'person'
    ? `create or replace view linkable_person as select ${columns}, m.dwelling as address_key from m_person m`
    : `create or replace view linkable_organisation as
       select ${columns}, coalesce(m.dwelling, a.building_key, m.address) as address_key
       from m_organisation m left join address a on a.text = m.address`;
}

const KEPT = ['rows', 'nodes', 'links'] as const;
