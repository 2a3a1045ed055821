import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { tokenHash } from '../intake/device-book.ts';

const PREFIX = 'sim-';

/**
 * Makes sure that there are so many simulated devices, spread over the grids, and gives each a new token, so that a
 * simulation before it can no longer speak for them.
 * @param writer connections that are `gewu_system`
 * @param profile what they are
 * @returns their tokens, in the order of their codes
 * @throws Error where there is no grid yet
 */
export async function enrolSimulated(writer: pg.Pool, count: number, profile: string): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(24).toString('base64url'));
  const { rows: grids } = await writer.query<{ code: string }>('select code from area where level = 4 order by code');
  if (grids.length === 0) throw new Error('There is no grid yet that devices could stand in. 还没有网格。');
  const rows = tokens.map((token, i) => ({
    code: PREFIX + String(i + 1).padStart(6, '0'),
    name: `模拟设备 ${i + 1}`,
    area: grids[i % grids.length]?.code,
    hash: tokenHash(token).toString('hex'),
  }));
  await writer.query(
    `insert into device (code, name, profile, area, placed_by, token_hash)
     select code, name, $2, area, 'hand', decode(hash, 'hex') from jsonb_to_recordset($1) as x(code text, name text, area text, hash text)
     on conflict (code) do update set token_hash = excluded.token_hash, profile = excluded.profile, admin = 'active', changed_at = now()`,
    [JSON.stringify(rows), profile],
  );
  return tokens;
}
