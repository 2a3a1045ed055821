// Messages of devices taken in durably (QoS 1, acknowledged after the commit, judged by the alarm rules), from a load
// generator in another process, against the broker alone and against raw multi-row inserts of the same rows in the same
// run. Then how long an alarm takes from the device to the board, at that load and at a tenth; then 10,000 connections.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { signInAs } from '../journeys/support/client.ts';
import { SamplePeople } from '../journeys/support/sample-people.ts';
import { freePort, makeFolder, ownerUrlOf, removeFolder, startServer } from '../journeys/support/start-server.ts';
import { tokenHash } from '../platform/devices/intake/device-book.ts';
import type { TelemetryOrder, TelemetryResult } from './support/load-telemetry.ts';
import { percentile } from './support/percentile.ts';
import { reportBars } from './support/report-bars.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 15);
const ROUNDS = 3;
const DEVICES = 200;
const IN_FLIGHT = 4;
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 10_000);
/** An alarm in so many messages of a device's one lane, at full load and at a tenth of it. */
const ALARM_EVERY = { full: 60, tenth: 5 };
const VALUES = 3;

const folder = makeFolder();
const mqttPort = await freePort();
const server = await startServer({
  folder,
  cases: 300,
  env: { MQTT_PORT: String(mqttPort), GEWU_SAMPLE_FEED: '0' },
});
const owner = new pg.Pool({ connectionString: ownerUrlOf(folder), max: 4 });
let holds = false;
try {
  await makeDevices(Math.max(DEVICES, CONNECTIONS));
  const url = `mqtt://127.0.0.1:${mqttPort}`;
  const order: TelemetryOrder = {
    url,
    devices: DEVICES,
    seconds: SECONDS,
    inFlight: IN_FLIGHT,
    rate: 0,
    alarmEvery: 0,
  };
  await settled();
  await run({ ...order, seconds: 3 }); // warm: plans, caches
  // turn by turn, so that whatever else the machine does meets all of them alike
  const full: TelemetryResult[] = [];
  const bare: TelemetryResult[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    full.push(await run({ ...order, seconds: SECONDS / ROUNDS }));
    bare.push(await bareBroker({ ...order, seconds: SECONDS / ROUNDS }));
    raw.push(await rawInserts(Math.round((full[round] as TelemetryResult).acknowledged / 2)));
  }
  const perSecond = perSecondOf(full);
  const latencies = full.flatMap((one) => one.latencies);
  const slower = Math.min(perSecondOf(bare), average(raw));
  const loaded = await withBoard(() => run({ ...order, alarmEvery: ALARM_EVERY.full }));
  const tenth = await withBoard(() => run({ ...order, alarmEvery: ALARM_EVERY.tenth, rate: perSecond / 10 }));
  const memory = await connectMany(url, CONNECTIONS);
  holds = reportBars('telemetry', [
    { name: 'messages_per_s', value: perSecond, unit: '/s', bar: '>= 5000' },
    { name: 'points_per_s', value: perSecond * VALUES, unit: '/s' },
    { name: 'raw_inserts_per_s', value: average(raw), unit: '/s' },
    { name: 'bare_broker_per_s', value: perSecondOf(bare), unit: '/s' },
    { name: 'ratio', value: perSecond / slower, unit: '', bar: '>= 0.5' },
    { name: 'ack_p95_ms', value: percentile(latencies, 0.95), unit: 'ms' },
    { name: 'alarm_p99_ms', value: percentile(loaded, 0.99), unit: 'ms', bar: '<= 1000' },
    { name: 'alarm_tenth_p99_ms', value: percentile(tenth, 0.99), unit: 'ms', bar: '<= 200' },
    { name: 'connections', value: CONNECTIONS, unit: '' },
    { name: 'connections_gb', value: memory, unit: 'GB', bar: '<= 1.5' },
  ]);
} finally {
  await owner.end();
  await server.stop();
  await removeFolder(folder);
}
process.exit(holds ? 0 : 1);

/** Waits until the server has taken in the department files of its sample, which it does in processes of its own. */
async function settled(): Promise<void> {
  const pid = serverPid();
  for (let calm = 0; calm < 4; await new Promise((wake) => setTimeout(wake, 500)))
    calm = childrenOf(pid, 'run-records').length === 0 ? calm + 1 : 0;
}

/** Messages a second over several runs. */
function perSecondOf(runs: readonly TelemetryResult[]): number {
  return average(runs.map(({ acknowledged }) => acknowledged)) / average(runs.map(({ seconds }) => seconds));
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}

/** Doors of the shipped profile: one that is forced is an alarm at once, opens a case, and ends when it is shut. */
async function makeDevices(n: number): Promise<void> {
  const tokens = Array.from({ length: n }, (_, i) => `bench-token-${i}`);
  await owner.query(
    `insert into device (code, name, profile, area, token_hash)
     select 'bench-' || n, 'bench ' || n, 'door-access', (select min(code) from area where level = 4), decode(hash, 'hex')
     from jsonb_to_recordset($1) as x(n int, hash text)`,
    [JSON.stringify(tokens.map((token, i) => ({ n: i, hash: tokenHash(token).toString('hex') })))],
  );
}

async function run(order: TelemetryOrder): Promise<TelemetryResult> {
  const child = generator(order);
  const [line] = await lines(child, 1);
  return JSON.parse(line ?? '{}') as TelemetryResult;
}

function generator(order: TelemetryOrder): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'support/load-telemetry.ts'), JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** The first lines that a process prints. */
async function lines(child: ChildProcess, count: number): Promise<string[]> {
  const found: string[] = [];
  if (child.stdout)
    for await (const line of createInterface({ input: child.stdout })) {
      found.push(line);
      if (found.length === count) break;
    }
  return found;
}

/** The same rows through plain multi-row inserts, three at a time, committed each. */
async function rawInserts(rows: number): Promise<number> {
  const { rows: some } = await owner.query<{ device: number; at: Date; values: object }>(
    'select device, at, values from telemetry order by at desc limit $1',
    [rows],
  );
  await owner.query('create table gewu.telemetry_raw (like gewu.telemetry including indexes)');
  const batches: (typeof some)[] = [];
  for (let i = 0; i < some.length; i += 400) batches.push(some.slice(i, i + 400));
  const from = performance.now();
  const work = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop())
      await owner.query(
        `insert into gewu.telemetry_raw (device, at, values) values ${batch.map((_, i) => `($${i * 3 + 1}, $${i * 3 + 2}, $${i * 3 + 3})`).join(',')}`,
        batch.flatMap((row) => [row.device, row.at, row.values]),
      );
  };
  await Promise.all([work(), work(), work()]);
  const perSecond = some.length / ((performance.now() - from) / 1000);
  await owner.query('drop table gewu.telemetry_raw');
  return perSecond;
}

async function bareBroker(order: TelemetryOrder): Promise<TelemetryResult> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support/bare-broker.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await lines(child, 1);
  const result = await run({ ...order, url: `mqtt://127.0.0.1:${port}` });
  child.kill();
  return result;
}

/** Follows the alarm board while devices speak. @returns from publishing to the event on the stream, ms, for every alarm raised */
async function withBoard(load: () => Promise<TelemetryResult>): Promise<number[]> {
  const people = await SamplePeople.read(server.url);
  const client = await signInAs(server.url, people.find('district_desk'));
  const stop = new AbortController();
  const heard = new Map<number, number[]>();
  const answer = await fetch(`${server.url}/api/devices/alarms/events`, {
    headers: client.headers,
    signal: stop.signal,
  });
  const reading = (async () => {
    let rest = '';
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      rest += Buffer.from(chunk).toString('utf8');
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      const now = Date.now();
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        const event = data ? (JSON.parse(data) as { change: string; deviceName: string }) : undefined;
        const device = Number(/^bench (\d+)$/.exec(event?.deviceName ?? '')?.[1] ?? -1);
        if (event?.change === 'raised' && device >= 0) heard.set(device, [...(heard.get(device) ?? []), now]);
      }
    }
  })().catch(() => undefined);
  const { alarms } = await load();
  await new Promise((wake) => setTimeout(wake, 2000));
  stop.abort();
  await reading;
  const published = new Map<number, number[]>();
  for (const [device, at] of alarms) published.set(device, [...(published.get(device) ?? []), at]);
  const waits: number[] = [];
  for (const [device, times] of published) {
    const arrivals = heard.get(device) ?? [];
    if (arrivals.length !== times.length)
      throw new Error(`device ${device} raised ${times.length} alarms, and the board heard ${arrivals.length}`);
    for (const [i, at] of times.entries()) waits.push((arrivals[i] ?? 0) - at);
  }
  return waits;
}

/** Memory of the server's process with so many devices connected, GB. */
async function connectMany(url: string, devices: number): Promise<number> {
  const child = generator({ url, devices, seconds: 0, inFlight: 0, rate: 0, alarmEvery: 0, hold: true });
  await lines(child, 1);
  const pid = serverPid();
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);
  child.stdin?.end();
  await new Promise((done) => child.once('exit', done));
  return kilobytes / 1_048_576;
}

/** The server is this process's child that runs the shipped program. */
function serverPid(): number {
  const [found] = childrenOf(process.pid, 'platform/main.ts');
  if (!found) throw new Error('the server is not there');
  return found;
}

/** Processes that a process started, by a part of their command. */
function childrenOf(pid: number, command: string): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((child) => child !== '')
    .map(Number)
    .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(command));
}
