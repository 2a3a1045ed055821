import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type DuckDBConnection, DuckDBDataChunk, UTINYINT, VARCHAR } from '@duckdb/node-api';
import { type GazetteerArea, type GazetteerCompound, makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import { queryRows } from '../entities/run-statements.ts';
import { type PlacedAddress, placeAddress } from './place-address.ts';

export type Names = { areas: GazetteerArea[]; compounds: GazetteerCompound[] };

/** Below this a second thread costs more than it brings. */
const WORTH_A_THREAD = 20_000;
const WORKERS = 2;
const TEXTS_A_MESSAGE = 10_000;
const VECTOR = 2048;

/**
 * Reads every address that the store does not know yet and appends it to the table `address`: each distinct text once,
 * however many rows have it.
 * @param distinct an SQL query with one column `text` of distinct addresses, none NULL
 */
export async function placeAddresses(db: DuckDBConnection, distinct: string, names: Names): Promise<number> {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE fresh_address AS SELECT text FROM (${distinct}) d WHERE NOT EXISTS (SELECT 1 FROM address a WHERE a.text = d.text)`,
  );
  const [{ n = 0 } = {}] = await queryRows<{ n: number }>(db, 'SELECT count(*) AS n FROM fresh_address');
  if (n > 0) {
    const appender = await db.createAppender('address');
    const write = (texts: string[], placed: PlacedAddress[]) => {
      for (let at = 0; at < texts.length; at += VECTOR) {
        const part = placed.slice(at, at + VECTOR);
        const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, UTINYINT], part.length);
        chunk.setColumns([
          texts.slice(at, at + VECTOR),
          ...[0, 1, 2, 3, 4].map((i) => part.map((row) => row[i] ?? null)),
        ]);
        appender.appendDataChunk(chunk);
      }
    };
    await (n < WORTH_A_THREAD ? placeHere(db, names, write) : placeInThreads(db, names, write));
    appender.closeSync();
  }
  await db.run('DROP TABLE fresh_address');
  return n;
}

type Write = (texts: string[], placed: PlacedAddress[]) => void;

async function placeHere(db: DuckDBConnection, names: Names, write: Write): Promise<void> {
  const gazetteer = makeGazetteer(names.areas, names.compounds);
  for await (const texts of readTexts(db))
    write(
      texts,
      texts.map((text) => placeAddress(text, gazetteer)),
    );
}

async function placeInThreads(db: DuckDBConnection, names: Names, write: Write): Promise<void> {
  const workers = Array.from(
    { length: WORKERS },
    () => new Worker(new URL('./address-worker.ts', import.meta.url), { workerData: names }),
  );
  const running = new Map<Worker, Promise<void>>();
  try {
    for await (const texts of readTexts(db)) {
      const worker = workers.find((each) => !running.has(each)) ?? (await Promise.race(keyed(running)));
      await running.get(worker);
      running.set(
        worker,
        (async () => {
          worker.postMessage(texts);
          const [placed] = (await once(worker, 'message')) as [PlacedAddress[]];
          write(texts, placed);
        })(),
      );
    }
    await Promise.all(running.values());
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** For each running worker a promise of itself, once it is free. */
function keyed(running: Map<Worker, Promise<void>>): Promise<Worker>[] {
  return [...running].map(async ([worker, done]) => {
    await done;
    return worker;
  });
}

async function* readTexts(db: DuckDBConnection): AsyncGenerator<string[]> {
  const result = await db.stream('SELECT text FROM fresh_address');
  let texts: string[] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    texts.push(...(chunk.getColumnValues(0) as string[]));
    if (texts.length < TEXTS_A_MESSAGE) continue;
    yield texts;
    texts = [];
  }
  if (texts.length > 0) yield texts;
}
