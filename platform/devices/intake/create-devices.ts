import type { Context } from '../../http/context.ts';
import { repeatWork } from '../../http/repeat-work.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { createIntake, type Intake } from './create-intake.ts';
import { createDeviceBook, type DeviceBook } from './device-book.ts';
import { fitValues } from './fit-values.ts';
import type { KnownDevice, Reading, Refusal } from './intake-types.ts';
import { createTally, type Tally } from './keep-tally.ts';
import { notePresence, resumeListening } from './note-presence.ts';
import { turnDeviceClock } from './turn-device-clock.ts';

export type Devices = {
  book: DeviceBook;
  intake: Intake;
  tally: Tally;
  /**
   * Takes what a device sent; resolves once it is committed, so that only then it is acknowledged.
   * @param at arrival, ms
   */
  takeReadings(
    device: KnownDevice,
    at: number,
    readings: readonly Reading[],
    refusals?: readonly Refusal[],
  ): Promise<void>;
  close(): Promise<void>;
};

const CLOCK_MS = 250;
const REFRESH_MS = 1_000;

/**
 * Puts the intake together for one process: who is known, what waits, and the clock.
 * @param profileOf the declared profile by key
 */
export function createDevices(
  ctx: Pick<Context, 'writer' | 'log'>,
  profileOf: (key: string) => LoadedProfile | undefined,
): Devices {
  const { writer, log } = ctx;
  const book = createDeviceBook(writer, profileOf);
  const intake = createIntake(writer);
  const tally = createTally(writer);
  const resumed = resumeListening(writer, book, intake).catch((error: unknown) =>
    log.error({ err: error }, 'what happened while nobody listened could not be told'),
  );
  const stops = [
    every(CLOCK_MS, async () => {
      await resumed;
      await turnDeviceClock(writer, book, intake);
    }),
    every(REFRESH_MS, async () => {
      await resumed;
      await notePresence(writer);
      await tally.flush();
      const changed = await book.byIds(await book.refresh());
      await Promise.all(
        [...changed.values()].map((device) => intake.take({ kind: 'changed', device, at: Date.now() })),
      );
    }),
  ];

  function every(ms: number, work: () => Promise<unknown>): () => Promise<void> {
    return repeatWork(ms, work, (error) => log.error({ err: error }, 'the clock of the devices failed to turn'));
  }

  return {
    book,
    intake,
    tally,
    async takeReadings(device, at, readings, refusals = []) {
      if (device.admin !== 'active') {
        tally.refuse(device.id, [{ reason: 'device-disabled', sample: '' }]);
        return;
      }
      if (refusals.length > 0) tally.refuse(device.id, refusals);
      const taken = readings.map(({ ts, values: raw }) => {
        const { values, refusals: unfit } = fitValues(device.profile, raw);
        if (unfit.length > 0) tally.refuse(device.id, unfit);
        return Object.keys(values).length > 0 ? intake.take({ kind: 'data', device, at, ts, values }) : undefined;
      });
      await Promise.all(taken);
    },
    async close() {
      for (const stop of stops) await stop();
      await intake.close();
      await tally.flush();
    },
  };
}
