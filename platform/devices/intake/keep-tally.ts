import type pg from 'pg';
import type { Refusal } from './intake-types.ts';

export type Tally = {
  /** Something a known device sent could not be taken. */
  refuse(device: number, refusals: readonly Refusal[]): void;
  /** Something that no device of ours is has spoken; it waits in the list of claims. */
  meet(code: string, via: string, sample: string, profile?: string): void;
  /** Writes what was counted; called every second and at the end. */
  flush(): Promise<void>;
};

type Count = { n: number; sample: string };
/** A broken or hostile sender must not fill the memory: beyond this the rest is only counted at its next message. */
const MOST = 5_000;
const SAMPLE = 300;
/** Unknown names that wait at most: a gateway that makes names up fills the list and not the disk. */
export const MOST_CLAIMS = 10_000;

/**
 * Counts what cannot be taken, by device and reason, so that its owner can see why. Kept in memory for a second at
 * most: it is a help for finding a fault, not evidence.
 */
export function createTally(writer: pg.Pool): Tally {
  let refused = new Map<string, Count>();
  let met = new Map<string, Count & { via: string; profile: string | null }>();
  const cut = (sample: string) => sample.replaceAll('\u0000', '').slice(0, SAMPLE).toWellFormed();
  return {
    refuse(device, refusals) {
      for (const { reason, sample } of refusals) {
        const key = `${device}:${reason}`;
        const before = refused.get(key);
        if (before || refused.size < MOST) refused.set(key, { n: (before?.n ?? 0) + 1, sample: cut(sample) });
      }
    },
    meet(code, via, sample, profile) {
      const name = cut(code);
      const before = met.get(name);
      if (before || met.size < MOST)
        met.set(name, { n: (before?.n ?? 0) + 1, sample: cut(sample), via, profile: profile ?? null });
    },
    async flush() {
      const [refusals, meetings] = [refused, met];
      refused = new Map();
      met = new Map();
      if (refusals.size > 0)
        await writer.query(
          `insert into device_refusal (device, reason, first_at, last_at, count, sample)
           select split_part(key, ':', 1)::int, split_part(key, ':', 2), now(), now(), n, sample
           from json_to_recordset($1) as x(key text, n bigint, sample text)
           where exists (select from device where id = split_part(key, ':', 1)::int)
           on conflict (device, reason) do update
           set last_at = now(), count = device_refusal.count + excluded.count, sample = excluded.sample`,
          [JSON.stringify([...refusals].map(([key, count]) => ({ key, ...count })))],
        );
      if (meetings.size > 0)
        await writer.query(
          `insert into device_claim (code, profile, first_at, last_at, messages, sample, via)
           select code, profile, now(), now(), n, sample, via from (
             select x.*, c.code as known, row_number() over (partition by c.code is null) as nth
             from json_to_recordset($1) as x(code text, profile text, n bigint, sample text, via text)
             left join device_claim c on c.code = x.code) as y
           where known is not null or nth <= $2 - (select count(*) from device_claim)
           on conflict (code) do update set last_at = now(), messages = device_claim.messages + excluded.messages,
             sample = excluded.sample, profile = coalesce(excluded.profile, device_claim.profile), via = excluded.via`,
          [JSON.stringify([...meetings].map(([code, count]) => ({ code, ...count }))), MOST_CLAIMS],
        );
    },
  };
}
