// Child of `bench linkage`: links the rows of a folder and says how long each phase took and how much memory the
// process ever held. A process of its own, so that making the rows counts in neither.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { clusterTables } from '@gewu/linkage/cluster/cluster-tables';
import { loadModel } from '@gewu/linkage/load-model';
import { openLinker } from '@gewu/linkage/open-linker';

export type LinkedPeople = {
  seconds: { train: number; predict: number; cluster: number };
  /** Processor time of all threads, in seconds. */
  cpuSeconds: number;
  peakBytes: number;
  nodes: number;
  pairs: number;
  links: number;
  entities: number;
  bridges: number;
};

const [folder = '.', memory = '3GB'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run(`SET temp_directory = '${join(folder, 'spill')}'`);
const model = loadModel(join(import.meta.dirname, '../../catalog/linkage/person.yaml'));
const schema = 'link';

const cpuBefore = process.cpuUsage();
let before = performance.now();
const lap = () => {
  const now = performance.now();
  const seconds = (now - before) / 1000;
  before = now;
  return seconds;
};
const table = `read_parquet('${join(folder, 'rows.parquet')}')`;
const linker = openLinker({ connection, table, schema, model, memory });
const trained = await linker.train();
const train = lap();
const { nodes, pairs, links } = await linker.predict(trained);
const predict = lap();
const { entities, bridges } = await clusterTables({ connection, schema, model });
const cluster = lap();
const cpu = process.cpuUsage(cpuBefore);
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));

await connection.run(`COPY ${schema}.clusters TO '${join(folder, 'clusters.parquet')}' (FORMAT parquet)`);
const result: LinkedPeople = {
  seconds: { train, predict, cluster },
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
  peakBytes: Number(peak?.[1]) * 1024,
  nodes,
  pairs,
  links,
  entities,
  bridges,
};
console.log(JSON.stringify(result));
