import { countRules } from './count-rules.ts';
import { describeFields } from './describe-fields.ts';
import { findCandidates } from './find-candidates.ts';
import { hashModel } from './hash-model.ts';
import { inTransaction } from './in-transaction.ts';
import { placeRows } from './place-rows.ts';
import { predictLinks } from './predict-links.ts';
import { type Prepared, prepareNodes } from './prepare-nodes.ts';
import { quoteName, quoteText, readNumber, readRows } from './run-sql.ts';
import { nameTables } from './tables.ts';
import { trainModel } from './train-model.ts';
import type { Linker, LinkerOptions, Prediction, PredictOptions, TrainedModel } from './types.ts';
import { viewRecordLinks } from './view-record-links.ts';

const MOST_PAIRS = 2_000_000_000;
/** Pairs compared at once for each GB of memory: the kept ones and the rows of the blocks must fit beside the rest. */
const PAIRS_PER_GB = 10_000_000;

/**
 * Opens a linker over a table of an existing connection. Nothing is read until one of its methods is called; the first
 * of them prepares the rows, and those that follow use what is prepared.
 * @throws Error from any method when the model does not fit the table, in words
 */
export function openLinker(options: LinkerOptions): Linker {
  const { connection, schema, table, model } = options;
  const tables = nameTables(schema);
  const onProgress = options.onProgress ?? (() => {});
  let ready: Prepared | undefined;
  // Once rows are placed, nodes stand for links: only counting may still use them.
  let placed = false;
  const startAnew = () => {
    if (placed) ready = undefined;
  };

  const open = async () => {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`);
    if (options.memory) await connection.run(`SET memory_limit = ${quoteText(options.memory)}`);
    return describeFields(connection, table, model);
  };

  const prepare = async (): Promise<Prepared> => {
    if (ready) return ready;
    onProgress({ phase: 'prepare', done: 0 });
    const described = await open();
    // What an earlier run left names nodes by numbers that end here.
    await connection.run(`DROP VIEW IF EXISTS ${tables.recordLinks}`);
    for (const table of [tables.meta, tables.progress, tables.links, tables.rows])
      await connection.run(`DROP TABLE IF EXISTS ${table}`);
    placed = false;
    ready = await prepareNodes(connection, schema, tables, table, model, described);
    onProgress({ phase: 'prepare', done: 1 });
    return ready;
  };

  const count = async () => {
    onProgress({ phase: 'count', done: 0 });
    const counted = await countRules(connection, tables, model);
    for (const { rule, pairs } of counted.counts)
      if (pairs > (options.mostPairs ?? MOST_PAIRS))
        throw new Error(
          `Blocking rule "${rule}" would compare ${pairs.toLocaleString('en')} pairs, more than the ${(options.mostPairs ?? MOST_PAIRS).toLocaleString('en')} allowed: make it narrower or lower its "largest".`,
        );
    return counted;
  };

  const pairUp = async (trained: TrainedModel, least: number, only?: string): Promise<Prediction> => {
    const { counts, warnings } = await count();
    const gigabytes = await readMemory(options);
    await predictLinks(connection, tables, trained, {
      least,
      counts,
      pairsAtOnce: Math.max(1_000_000, PAIRS_PER_GB * gigabytes),
      only,
      signal: options.signal,
      onProgress,
    });
    // As one step, so that a run killed here places the rows again and not twice.
    const nodes = await inTransaction(connection, async () => {
      const count = await placeRows(connection, tables, trained, least);
      await viewRecordLinks(connection, tables, model);
      await connection.run(`INSERT INTO ${tables.progress} VALUES (-1, 0, 1)`);
      return count;
    });
    placed = true;
    return {
      rows: await readNumber(connection, `SELECT count(*) FROM ${tables.rows}`),
      nodes,
      pairs: counts.reduce((sum, { pairs }) => sum + pairs, 0),
      links: await readNumber(connection, `SELECT count(*) FROM ${tables.links}`),
      warnings,
    };
  };

  const begin = async (trained: TrainedModel, least: number) => {
    await connection.run(
      `CREATE OR REPLACE TABLE ${tables.links} (node_l INTEGER, node_r INTEGER, weight FLOAT, pattern UBIGINT);
       CREATE OR REPLACE TABLE ${tables.progress} (rule INTEGER, chunk INTEGER, chunks INTEGER);
       CREATE OR REPLACE TABLE ${tables.meta} AS SELECT ${quoteText(fingerprint(trained))} AS fingerprint, ${least}::DOUBLE AS least`,
    );
  };

  return {
    async count() {
      await prepare();
      return (await count()).counts;
    },
    async train() {
      startAnew();
      const prepared = await prepare();
      const described = await describeFields(connection, table, model);
      return trainModel(connection, tables, model, described, prepared, options.seed ?? 1, onProgress);
    },
    async predict(trained, predictOptions: PredictOptions = {}) {
      checkFits(trained, options);
      const least = predictOptions.least ?? model.thresholds.link;
      if (!(predictOptions.resume && (await canResume(options, trained, least)))) {
        startAnew();
        await prepare();
        await begin(trained, least);
      }
      return pairUp(trained, least);
    },
    async update(trained, changed, predictOptions: PredictOptions = {}) {
      checkFits(trained, options);
      const least = predictOptions.least ?? model.thresholds.link;
      onProgress({ phase: 'update', done: 0 });
      const described = await open();
      await findCandidates(connection, schema, tables, table, model, described, changed);
      await prepareNodes(connection, schema, tables, tables.candidates, model, described, true);
      onProgress({ phase: 'update', done: 1 });
      await begin(trained, least);
      return pairUp(trained, least, '(l.changed OR r.changed)');
    },
  };
}

/** What links were predicted with: the model and what was learned. */
function fingerprint(trained: TrainedModel): string {
  return `${trained.hash} ${trained.priorWeight} ${trained.comparisons.flatMap(({ levels }) => levels.map(({ weight }) => weight)).join(' ')}`;
}

/** @throws Error when the trained model was learned for another declaration than the linker's */
function checkFits(trained: TrainedModel, { model }: LinkerOptions): void {
  if (trained.hash !== hashModel(model))
    throw new Error(
      `The trained model was learned for another declaration of "${trained.model.model}" than the one given: train again, or use the declaration it carries.`,
    );
}

/** Whether the schema holds an unfinished run of the same trained model and threshold. */
async function canResume(options: LinkerOptions, trained: TrainedModel, least: number): Promise<boolean> {
  const { connection, schema } = options;
  const tables = nameTables(schema);
  const present = await readNumber(
    connection,
    `SELECT count(*) FROM duckdb_tables() WHERE schema_name = ${quoteText(schema)} AND table_name IN ('meta', 'nodes', 'hashes', 'links', 'progress')`,
  );
  if (present < 5) return false;
  const [meta] = await readRows(connection, `SELECT fingerprint, least FROM ${tables.meta}`);
  const finished = await readNumber(connection, `SELECT count(*) FROM ${tables.progress} WHERE rule = -1`);
  return meta?.fingerprint === fingerprint(trained) && meta.least === least && finished === 0;
}

/** Memory that the connection may use, in GB; DuckDB writes it as "3.7 GiB". */
async function readMemory({ connection }: LinkerOptions): Promise<number> {
  const [row] = await readRows(connection, `SELECT current_setting('memory_limit') AS text`);
  const [, amount, unit] = /^([\d.]+) (\w+)$/.exec(String(row?.text)) ?? [];
  const sizes: Record<string, number> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
  return (Number(amount ?? 1) * (sizes[unit ?? 'GiB'] ?? 2 ** 30)) / 1e9;
}
