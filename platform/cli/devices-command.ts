import { type Command, InvalidArgumentError } from 'commander';
import { withSystem } from '../db/with-actor.ts';
import { enrolSimulated } from '../devices/simulate/enrol-simulated.ts';
import { playUpdates } from '../devices/simulate/play-updates.ts';
import { type Figures, simulateDevices } from '../devices/simulate/simulate-devices.ts';
import { withInstallation } from './with-installation.ts';

/** A door: what it says is plain, and nothing of it raises an alarm. */
const PROFILE = 'door-access';
const METHODS = ['card', 'code', 'phone', 'button'];

type Simulate = { devices: number; rate: number; url: string; seconds?: number; firmware?: string; fail: number };

/** `gewu devices list` and `gewu devices simulate`. */
export function registerDevices(program: Command): void {
  const devices = program.command('devices').description('devices: look at the fleet, play one');
  devices.command('list').description('how many devices of each kind there are, and how they do').action(list);
  devices
    .command('simulate')
    .description('play many devices over MQTT, each with a connection of its own; Ctrl-C ends it')
    .option('--devices <n>', 'how many', atLeastOne, 1000)
    .option('--rate <n>', 'messages a second over all of them', atLeastOne, 100)
    .option(
      '--url <url>',
      'where they connect',
      process.env.MQTT_URL ?? `mqtt://127.0.0.1:${process.env.MQTT_PORT ?? 1883}`,
    )
    .option('--seconds <n>', 'for how long; until Ctrl-C unless said otherwise', atLeastOne)
    .option('--firmware <version>', 'have this version and take updates, piece by piece')
    .option('--fail <percent>', 'of those that take an update so many fail at it', percentOf, 0)
    .action(simulate);
}

async function list(): Promise<void> {
  await withInstallation(async ({ ctx }) => {
    const rows = await withSystem(ctx.pool, async (_db, client) => {
      const found = await client.query<{
        profile: string;
        zh: string;
        devices: number;
        online: number;
        alarms: number;
      }>(
        `select p.key as profile, p.declaration -> 'name' ->> 'zh' as zh, count(d.id)::int as devices,
           count(*) filter (where s.link = 'online')::int as online,
           coalesce(sum((select count(*) from alarm a where a.device = d.id and a.active)), 0)::int as alarms
         from device_profile p left join device d on d.profile = p.key and d.admin <> 'retired' left join device_state s on s.device = d.id
         group by p.key, zh order by p.key`,
      );
      return found.rows;
    });
    write(`${'profile 类型'.padEnd(26)} devices 设备  online 在线  alarms 报警`);
    for (const { profile, zh, devices, online, alarms } of rows)
      write(`${profile.padEnd(26)} ${[devices, online, alarms].map((n) => String(n).padStart(11)).join(' ')}  ${zh}`);
  });
}

async function simulate({ devices, rate, url, seconds, firmware, fail }: Simulate): Promise<void> {
  const tokens = await withInstallation(({ ctx }) => enrolSimulated(ctx.writer, devices, PROFILE));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  write(`${devices} devices connect to ${url} … ${devices} 台设备正在连接 …`);
  const figures = await simulateDevices({
    url,
    tokens,
    rate,
    ...(seconds !== undefined && { seconds }),
    signal: stop.signal,
    ...(firmware !== undefined && {
      attach: (client, device) =>
        void playUpdates(client, {
          title: 'SimDoor',
          version: firmware,
          stepMs: 500 + (device % 7) * 300,
          fails: () => (device * 61) % 100 < fail,
        }),
    }),
    say: (device, nth) => ({
      open: false,
      forced: false,
      method: METHODS[(device + nth) % METHODS.length],
      openings: nth % 100_000,
    }),
    onSecond: (now) => write(lineOf(now)),
  });
  write(`all 合计: sent 发送 ${figures.sent}, acknowledged 确认 ${figures.acknowledged}, ${timesOf(figures)}`);
  if (figures.acknowledged < figures.sent) process.exitCode = 1;
}

const lineOf = (now: Figures): string =>
  `connected 在线 ${now.connected}  sent 发送 ${now.sentNow}/s  acknowledged 确认 ${now.acknowledgedNow}/s  ${timesOf(now)}`;
const timesOf = ({ medianMs, p99Ms }: Figures): string =>
  `median 中位 ${medianMs.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

function percentOf(text: string): number {
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100)) throw new InvalidArgumentError('a number from 0 to 100 is wanted');
  return percent;
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 on is wanted');
  return Number(text);
}
