import type { Transition } from '@gewu/alarms/types';
import type pg from 'pg';
import type { LoadedProfile } from '../../platform/devices/profiles/profile-types.ts';
import { copyRows } from '../cases/copy-rows.ts';
import type { Incident } from './incidents.ts';
import type { LivedDevice } from './live-device.ts';
import { reserveIds } from './reserve-ids.ts';

/** A device to whose readings the rules had something to say. */
export type Happened = {
  device: number;
  area: string;
  profile: LoadedProfile;
  incident: Incident | undefined;
  life: LivedDevice;
};
type Fate = Happened & { type: string; channel: string; course: Transition[] };

const MINUTE_MS = 60_000;

/**
 * Writes the alarms that the rules made, with who saw them and what they turned out to be. What is over and judged is
 * settled; for everything else the alarm desk opens its case once the server is up.
 */
export async function writeAlarms(client: pg.Client, happened: readonly Happened[], now: Date): Promise<void> {
  const fates = happened.flatMap(followAlarms);
  if (fates.length === 0) return;
  const first = await reserveIds(client, 'alarm', fates.length);
  const { rows: workers } = await client.query<{ area: string; post: number; account: string }>(
    `select p.area, p.id as post, min(h.account) as account from post p join post_holder h on h.post = p.id and h.until is null
     where p.role = 'grid_worker' and p.area = any($1) group by p.area, p.id`,
    [fates.map((fate) => fate.area)],
  );
  const workerOf = new Map(workers.map((worker) => [worker.area, worker]));
  const alarms: unknown[][] = [];
  const events: unknown[][] = [];
  for (const [i, fate] of fates.entries()) {
    const id = first + i;
    const [raised] = fate.course as [Transition];
    const last = fate.course.at(-1) ?? raised;
    const over = last.change === 'cleared';
    const seenAt = momentOf(fate, fate.incident?.seen, now);
    const known = fate.incident?.verdict && momentOf(fate, fate.incident.verdict.minute, now);
    const verdict = known ? fate.incident?.verdict?.is : undefined;
    const by = workerOf.get(fate.area);
    alarms.push([
      id,
      fate.device,
      fate.type,
      fate.channel,
      fate.area,
      fate.profile.hash,
      severityOf(fate.course),
      new Date(raised.at),
      new Date(raised.at),
      !over,
      over ? new Date(last.at) : null,
      seenAt !== undefined,
      seenAt,
      raised.details,
      verdict,
      over && verdict ? known : null,
    ]);
    const moments: [Date, change: string, data: object, human: boolean, transition?: Transition][] = fate.course.map(
      (one) => [new Date(one.at), one.change, {}, one.by === 'person', one],
    );
    if (seenAt) moments.push([seenAt, 'acknowledged', {}, true]);
    if (known && verdict) moments.push([known, 'verdict', { verdict, before: null }, true]);
    moments.sort((a, b) => a[0].getTime() - b[0].getTime());
    for (const [at, change, data, human, transition] of moments) {
      const severity = transition?.severity ?? severityOf(fate.course.filter((one) => one.at <= at.getTime()));
      const wasActive = change !== 'raised' && !(over && at.getTime() > last.at);
      const wasSeen = seenAt !== undefined && at > seenAt;
      const who = human && by ? by : undefined;
      events.push([
        id,
        fate.area,
        at,
        change,
        severity,
        transition ? transition.previous : severity,
        wasActive,
        wasSeen,
        who?.account ?? 'device',
        who?.post,
        data,
      ]);
    }
  }
  await copyRows(
    client,
    'alarm',
    'id device type channel area profile_hash severity raised_at heard_at active cleared_at acknowledged acknowledged_at details verdict settled_at'.split(
      ' ',
    ),
    alarms,
  );
  await copyRows(
    client,
    'alarm_event',
    'alarm area at change severity previous was_active was_acknowledged account post data'.split(' '),
    events,
  );
}

/** The transitions of one device, one list an alarm: each begins with being raised. */
function followAlarms(one: Happened): Fate[] {
  const fates: Fate[] = [];
  for (const transition of one.life.transitions) {
    const { type, channel, change } = transition;
    if (change === 'raised') fates.push({ ...one, type, channel, course: [transition] });
    else fates.findLast((fate) => fate.type === type && fate.channel === channel)?.course.push(transition);
  }
  return fates;
}

const severityOf = (course: readonly Transition[]): string =>
  (course.findLast((one) => one.change !== 'cleared') ?? course[0])?.severity ?? 'indeterminate';

/** So many minutes after the alarm, where that has been. */
function momentOf(fate: Fate, minutes: number | undefined, now: Date): Date | undefined {
  const at = (fate.course[0]?.at ?? 0) + (minutes ?? Number.NaN) * MINUTE_MS;
  return at <= now.getTime() ? new Date(at) : undefined;
}
