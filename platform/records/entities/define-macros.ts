import type { DuckDBConnection } from '@duckdb/node-api';
import { runStatements } from './run-statements.ts';

/** Days are counted from here in scores: 15 bits reach to the year 2069. */
const DAY_ZERO = "date '1980-01-01'";
const MENTION_BITS = 41;
const MENTION_MASK = 2 ** MENTION_BITS - 1;

/**
 * Functions that the statements of a run share; they live with the connection and are never written to the store.
 *
 * - `keyed(kind, value)`: as keyed-hash.ts, in SQL; the key never reaches the file of the store
 * - `keyed_id(kind, key)`: id of an entity known by a key, 2^52 and above
 * - `day_of(date)`: days since 1980, 0 where unknown
 * - `by_trust(trust, day, mention)`, `by_recency(…)`: one number that orders voices; equal ones fall to the older row
 * - `winner(score)`: the record of the voice with this score
 * - `readable(address key)`: 芙蓉小区3-2-501
 * - `area_of_key(address key)`: the area's code in front; NULL where a name stands there because no area is known
 */
export async function defineMacros(db: DuckDBConnection, hashKey: string): Promise<void> {
  const key = Buffer.concat([Buffer.from(hashKey, 'base64')], 64);
  const pad = (byte: number) => `unhex('${Buffer.from(key.map((each) => each ^ byte)).toString('hex')}')`;
  await runStatements(db, [
    `create or replace temp macro keyed(kind, value) as
       substr(sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || encode(kind || '|' || value)))), 1, 16)`,
    `create or replace temp macro keyed_id(kind, key) as
       ('0x' || substr(sha256(kind || '|' || key), 1, 13))::bigint + (1::bigint << 52)`,
    `create or replace temp macro day_of(day) as
       greatest(0, least(32767, coalesce(date_diff('day', ${DAY_ZERO}, day), 0)))::bigint`,
    `create or replace temp macro by_trust(trust, day, mention) as
       (trust::bigint << 56) + (day << ${MENTION_BITS}) + (${MENTION_MASK} - mention)`,
    `create or replace temp macro by_recency(trust, day, mention) as
       (day << 48) + (trust::bigint << ${MENTION_BITS}) + (${MENTION_MASK} - mention)`,
    `create or replace temp macro winner(score) as (${MENTION_MASK} - (score & ${MENTION_MASK})) >> 3`,
    `create or replace temp macro readable(key) as
       split_part(key, '|', 2) || array_to_string(list_filter(string_split(key, '|')[3:], lambda part: part <> ''), '-')`,
    `create or replace temp macro area_of_key(key) as nullif(regexp_extract(key, '^([0-9]{6,15})[|]', 1), '')`,
    `create or replace temp macro bare_name(name) as replace(replace(name, ' ', ''), '·', '')`,
  ]);
}
