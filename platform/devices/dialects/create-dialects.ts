import type { Context } from '../../http/context.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice, Refusal, RefusalReason } from '../intake/intake-types.ts';
import { readReadings } from '../intake/read-telemetry.ts';
import type { Dialect } from './dialect-types.ts';
import { codeOfName, keepNames } from './keep-names.ts';
import { keepSight } from './keep-sight.ts';
import { mapKeys } from './map-keys.ts';
import { noteLink } from './note-link.ts';
import { type Foreign, type Said, translateMessage } from './translate-message.ts';

/** The dialect that a device speaks, and what is known of it for that. */
export type Spoken = { dialect: Dialect; base: string; ha1: string | null; sealed: Buffer | null };

export type Heard = { taken: number; refused: RefusalReason[] };

export type Dialects = {
  /** Those of the catalogue, by key. */
  declared: ReadonlyMap<string, Dialect>;
  /** How a device speaks; undefined for one that speaks our own way. */
  of(device: KnownDevice): Promise<Spoken | undefined>;
  /**
   * Takes what a device said in its dialect; resolves once it is committed. It speaks for itself and for what was put
   * behind it: any other name is refused where somebody has it, and waits in the list of claims where nobody does.
   * @param at arrival, ms
   */
  hear(speaker: KnownDevice, spoken: Spoken, message: Foreign, at: number): Promise<Heard>;
};

const SAMPLE = 300;

/** @param declared the dialects of the catalogue by key */
export function createDialects(
  { writer }: Pick<Context, 'writer'>,
  devices: Devices,
  declared: ReadonlyMap<string, Dialect>,
): Dialects {
  // the book gives a new object when a device has changed: what is remembered of the old one goes with it
  const spoken = new WeakMap<KnownDevice, Promise<Spoken | undefined>>();

  async function read(device: number): Promise<Spoken | undefined> {
    const { rows } = await writer.query<{ dialect: string; base: string | null } & Pick<Spoken, 'ha1' | 'sealed'>>(
      'select dialect, base, ha1, sealed from device_dialect where device = $1',
      [device],
    );
    const row = rows[0];
    const dialect = row && declared.get(row.dialect);
    return dialect && { dialect, base: row.base ?? dialect.base ?? '', ha1: row.ha1, sealed: row.sealed };
  }

  return {
    declared,
    of(device) {
      const known = spoken.get(device);
      if (known) return known;
      const found = read(device.id);
      spoken.set(device, found);
      found.catch(() => spoken.delete(device));
      return found;
    },
    async hear(speaker, { dialect }, message, at) {
      const heard: Heard = { taken: 0, refused: [] };
      const said = translateMessage(dialect, message);
      await take(said, sampleOf(dialect, message));
      return heard;

      async function take(said: Said, sample: string): Promise<void> {
        if (said.take === 'nothing') return;
        if (said.take === 'refuse') return refuse(speaker, [{ reason: said.reason, sample }]);
        if (said.take === 'names') {
          heard.taken += said.names.length;
          return keepNames(writer, devices.tally, speaker, dialect, said.names);
        }
        const device = await behind(said.device, sample);
        if (!device) return;
        if (said.take === 'link') {
          heard.taken += 1;
          return noteLink(writer, device.id, said.online, at);
        }
        const ts = said.ts ?? at;
        if (said.take === 'sight') {
          const rules = dialect.sights ?? {};
          const drawn = rules[device.profile.profile] ?? rules['*'] ?? {};
          const all = await keepSight(writer, device.id, drawn, said.seen, stampFault(ts, at) ? at : ts);
          for (const values of all) await keep(device, ts, values);
          return;
        }
        if (said.late) refuse(device, [{ reason: 'wrong-shape', sample: dialect.private ? '' : `time · ${sample}` }]);
        await keep(device, ts, mapKeys(dialect, device.profile.profile, { ...said.values }));
      }

      async function keep(device: KnownDevice, ts: number, values: object): Promise<void> {
        const fault = stampFault(ts, at);
        const { readings, refusals } = readReadings({ ts: fault ? at : ts, values }, at);
        heard.taken += readings.length;
        heard.refused.push(...refusals.map(({ reason }) => reason));
        // an alarm must not be lost to a wrong clock: it counts from when it arrived, and the clock is told of
        if (fault) refuse(device, [fault]);
        await devices.takeReadings(device, at, readings, dialect.private ? withoutSamples(refusals) : refusals);
      }

      async function behind(name: string | undefined, sample: string): Promise<KnownDevice | undefined> {
        if (name === undefined || name === speaker.code) return speaker;
        const code = (dialect.transport === 'mqtt' && (await codeOfName(writer, speaker.id, name))) || name;
        const device = await devices.book.byCode(code);
        if (device?.parent === speaker.id) return device;
        if (device) refuse(speaker, [{ reason: 'topic-not-yours', sample: name }]);
        // whatever lies deeper under a name that nobody told is an order or an answer, not a device
        else if (code.includes('/')) refuse(speaker, [{ reason: 'topic-unknown', sample: name }]);
        else {
          devices.tally.meet(code, `${dialect.dialect} ${speaker.code}`, sample);
          heard.refused.push('no-device');
        }
        return undefined;
      }

      function refuse(device: KnownDevice, refusals: Refusal[]): void {
        devices.tally.refuse(device.id, refusals);
        heard.refused.push(...refusals.map(({ reason }) => reason));
      }
    },
  };
}

/** A stamp that cannot be true, by the same limits as everywhere. */
function stampFault(ts: number, at: number): Refusal | undefined {
  return readReadings({ ts, values: { at: 1 } }, at).refusals.map(({ reason }) => ({
    reason,
    sample: new Date(ts).toJSON() ?? String(ts),
  }))[0];
}

/** What may be shown of a message that could not be taken. */
function sampleOf(dialect: Dialect, message: Foreign): string {
  const topic = ('topic' in message && message.topic) || '';
  if (dialect.private) return topic;
  const said = 'body' in message ? JSON.stringify(message.body ?? null) : message.payload.toString('utf8', 0, SAMPLE);
  return `${topic} ${said}`.trim().slice(0, SAMPLE);
}

const withoutSamples = (refusals: readonly Refusal[]): Refusal[] =>
  refusals.map(({ reason }) => ({ reason, sample: '' }));
