// A thread of its own that reports over HTTP on a number of connections, so that the load does not share the server's
// event loop. Told by workerData, answers with one message.
import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'undici';

export type LoadOrder = {
  url: string;
  connections: number;
  seconds: number;
  /** Headers of signed-in people, taken in turn. */
  people: Record<string, string>[];
  bounds: [west: number, south: number, east: number, north: number];
  matters: string[];
};
export type LoadResult = { reports: number; seconds: number; latencies: number[]; refused: string[] };

const TEXTS = [
  '楼道堆放杂物，影响通行',
  '路灯连续三晚不亮，老人出门不便',
  '小区门口积水较深',
  '垃圾桶满溢，气味很大',
  '井盖松动，车辆经过有异响',
  '夜间施工噪声扰民',
];

if (parentPort) parentPort.postMessage(await load(workerData as LoadOrder));

async function load(order: LoadOrder): Promise<LoadResult> {
  const pool = new Pool(order.url, { connections: order.connections, pipelining: 1 });
  const latencies: number[] = [];
  const refused: string[] = [];
  const from = performance.now();
  const until = from + order.seconds * 1000;
  let turn = 0;
  const work = async () => {
    while (performance.now() < until) {
      const sent = performance.now();
      const headers = { ...order.people[turn++ % order.people.length], 'content-type': 'application/json' };
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: '/api/cases',
        headers,
        body: JSON.stringify(makeReport(order)),
      });
      const text = await body.text();
      if (statusCode === 201) latencies.push(performance.now() - sent);
      else refused.push(`${statusCode} ${text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: order.connections }, work));
  const seconds = (performance.now() - from) / 1000;
  await pool.close();
  return { reports: latencies.length, seconds, latencies, refused: refused.slice(0, 3) };
}

function makeReport({ bounds: [west, south, east, north], matters }: LoadOrder): object {
  const pick = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T;
  return {
    actId: randomUUID(),
    matter: pick(matters),
    description: `${pick(TEXTS)}，请尽快派人查看。第 ${Math.floor(Math.random() * 1e6)} 号门前，已持续 ${1 + Math.floor(Math.random() * 9)} 天。`,
    lon: west + Math.random() * (east - west),
    lat: south + Math.random() * (north - south),
    place: `${Math.floor(1 + Math.random() * 40)} 号楼`,
  };
}
