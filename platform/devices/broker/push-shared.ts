import type pg from 'pg';
import type { Connections } from './connected-devices.ts';

/** Attributes that were being written at the last look show up a little later: this much is looked at again. */
const OVERLAP_MS = 3_000;

/**
 * Tells the devices connected here which shared attributes were set since the last look, by whichever server.
 * @param codeOf the name by which a gateway knows a device
 * @returns the next look; each says a change once
 */
export function createSharedPusher(
  writer: pg.Pool,
  connections: Connections,
  codeOf: (device: number) => Promise<string | undefined>,
): () => Promise<void> {
  let since = new Date();
  let told = new Map<string, number>();
  return async () => {
    const { rows } = await writer.query<{ now: Date; device: number | null; key: string; value: unknown; at: Date }>(
      `select now() as now, a.* from (select 1) one left join (
         select device, key, value, at from device_attribute where scope = 'shared' and device = any($1) and at > $2) a on true`,
      [connections.reachable(), new Date(since.getTime() - OVERLAP_MS)],
    );
    const fresh = new Map<number, Record<string, unknown>>();
    const seen = new Map<string, number>();
    for (const { device, key, value, at } of rows) {
      if (device === null) continue;
      seen.set(`${device}:${key}`, at.getTime());
      if (told.get(`${device}:${key}`) !== at.getTime()) fresh.set(device, { ...fresh.get(device), [key]: value });
    }
    for (const [device, values] of fresh) {
      const client = connections.clientOf(device);
      if (client && connections.isOwn(device, client)) connections.send(device, 'v1/devices/me/attributes', values);
      else connections.send(device, 'v1/gateway/attributes', { device: await codeOf(device), data: values });
    }
    told = seen;
    since = rows[0]?.now ?? since;
  };
}
