import { createActorFinder } from './access/find-actor.ts';
import { runStepPushes } from './cases/push-steps.ts';
import { runClock } from './cases/run-clock.ts';
import { createStepStream } from './cases/step-stream.ts';
import type { Installation } from './compose.ts';
import { createAlarmStream } from './devices/alarms/alarm-stream.ts';
import { runAlarmDesk } from './devices/alarms/run-alarm-desk.ts';
import { turnRollouts } from './devices/rollouts/turn-rollouts.ts';
import { type StartedDevices, startDevices } from './devices/start-devices.ts';
import { buildApp } from './http/build-app.ts';
import type { Context } from './http/context.ts';
import { repeatWork } from './http/repeat-work.ts';
import { resumeImports } from './intake/messages/resume-imports.ts';
import { runJobs } from './jobs/job-queue.ts';
import { CRONTAB, tasksOf } from './jobs/tasks.ts';
import { runPush } from './push/run-push.ts';
import { resumeRecords } from './records/record-tasks.ts';
import { roomsOf } from './rooms.ts';

const CLOCK_MS = 1_000;

export type Running = {
  address: string;
  /** Where the broker inside listens; none where it is off or its port is taken. */
  mqttPort: number | undefined;
  stop(): Promise<void>;
};

/**
 * Starts what this process is to do: `http` answers requests, `mqtt` hears devices, `jobs` turns the clock and
 * runs the queue. Many processes over one database may each do some or all of it.
 */
export async function startServer(installation: Installation, roles: ReadonlySet<string>): Promise<Running> {
  const { ctx } = installation;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops) await one();
  };
  try {
    const devices = await startDevices(ctx, roles.has('mqtt'));
    stops.push(devices.stop);
    const address = roles.has('http') ? await startHttp(ctx, devices, stops) : '';
    if (roles.has('jobs')) await startJobs(installation, devices, stops);
    return { address, mqttPort: devices.mqttPort, stop };
  } catch (error) {
    // what has started by then must not keep the process alive
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void>)[];

async function startHttp(ctx: Context, { devices, dialects }: StartedDevices, stops: Stops): Promise<string> {
  const stream = createStepStream(ctx);
  const alarms = createAlarmStream(ctx);
  const app = await buildApp(ctx, createActorFinder(ctx), roomsOf(stream, alarms, devices, dialects));
  stops.unshift(async () => {
    stream.close();
    alarms.close();
    await app.close();
  });
  return app.listen({ host: ctx.config.host, port: ctx.config.port });
}

async function startJobs(installation: Installation, devices: StartedDevices, stops: Stops): Promise<void> {
  const { ctx } = installation;
  await resumeImports(ctx);
  await resumeRecords(ctx);
  const runner = await runJobs(installation.jobsPool, tasksOf(ctx), CRONTAB);
  stops.unshift(() => runner.stop().catch(() => undefined));
  stops.unshift(
    repeatWork(
      CLOCK_MS,
      () => runClock(ctx),
      (error) => ctx.log.error({ err: error }, 'the clock failed to turn'),
    ),
  );
  stops.unshift(runPush(ctx));
  stops.unshift(runStepPushes(ctx));
  stops.unshift(runAlarmDesk(ctx, devices.profileOf));
  stops.unshift(
    repeatWork(
      CLOCK_MS,
      () => turnRollouts(ctx),
      (error) => ctx.log.error({ err: error }, 'the updates of devices could not be turned'),
    ),
  );
  if (ctx.config.sampleFeed) {
    // loaded only where it is wanted: a district of its own has no use for it
    const { runFeed } = await import('../sample/devices/run-feed.ts');
    stops.unshift(runFeed(ctx, devices.devices));
  }
}
