import type pg from 'pg';
import { keepAttributes } from './attributes.ts';

const LONGEST_CLAIM_MS = 86_400_000;

/** A device says that whoever holds its secret may claim it for a while. */
export async function keepClaim(writer: pg.Pool, device: number, body: unknown, at: number): Promise<void> {
  const { secretKey, durationMs } = (body ?? {}) as { secretKey?: unknown; durationMs?: unknown };
  const until =
    at + Math.min(typeof durationMs === 'number' && durationMs > 0 ? durationMs : LONGEST_CLAIM_MS, LONGEST_CLAIM_MS);
  await keepAttributes(writer, device, 'server', {
    claim: { secret: typeof secretKey === 'string' ? secretKey.slice(0, 200) : '', until },
  });
}
