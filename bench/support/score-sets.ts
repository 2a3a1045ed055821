import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { clusterTables } from '@gewu/linkage/cluster/cluster-tables';
import { listRowPairs } from '@gewu/linkage/evaluate/list-row-pairs';
import { scoreClusters } from '@gewu/linkage/evaluate/score-clusters';
import { scorePairs } from '@gewu/linkage/evaluate/score-pairs';
import { loadModel } from '@gewu/linkage/load-model';
import { openLinker } from '@gewu/linkage/open-linker';
import type { Bar } from './report-bars.ts';

/** A published set: its files, the model declared for it, the expression that tells the truth, and the F1 promised. */
const SETS = [
  { set: 'fake_1000', files: ['fake-1000'], model: 'fake-1000', truth: '_cluster', bar: 0.862 },
  { set: 'febrl1', files: ['febrl1'], model: 'febrl-dedupe', truth: `split_part(rec_id, '-', 2)`, bar: 0.995 },
  { set: 'febrl2', files: ['febrl2'], model: 'febrl-dedupe', truth: `split_part(rec_id, '-', 2)`, bar: 0.995 },
  {
    set: 'febrl4',
    files: ['febrl4a', 'febrl4b'],
    model: 'febrl-link',
    truth: `split_part(rec_id, '-', 2)`,
    bar: 0.9995,
  },
] as const;

/**
 * Best pairwise F1 on the published sets, each with the model declared for it; the truth is looked at only to score.
 * @param folder where the CSV files lie
 */
export async function scoreSets(folder: string): Promise<Bar[]> {
  const bars: Bar[] = [];
  for (const { set, files, model: name, truth, bar } of SETS) {
    const model = loadModel(join(import.meta.dirname, `../../engines/linkage/examples/${name}.yaml`));
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
    const read = files.map(
      (file) => `SELECT *, '${file}' AS source, ${truth} AS truth
        FROM read_csv('${join(folder, `${file}.csv`)}', header = true, normalize_names = true, all_varchar = true)`,
    );
    await connection.run(`CREATE TABLE people AS ${read.join(' UNION ALL BY NAME ')}`);
    const linker = openLinker({ connection, table: 'people', schema: 'link', model });
    await linker.predict(await linker.train(), { least: -15 });
    const rows = `(SELECT ${model.id} AS record, truth AS entity, source FROM people)`;
    const between = model.kind === 'link';
    const scores = await scorePairs(connection, `(${listRowPairs('link')})`, { rows, betweenSources: between });
    bars.push({ name: `${set}_f1`, value: scores.best?.f1 ?? 0, unit: '', bar: `>= ${bar}` });
    await clusterTables({ connection, schema: 'link', model, table: 'people' });
    const clusters = await scoreClusters(connection, 'link.clusters', rows, between);
    bars.push({ name: `${set}_cluster_f1`, value: clusters.f1, unit: '' });
    connection.disconnectSync();
  }
  return bars;
}
