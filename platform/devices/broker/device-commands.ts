import type pg from 'pg';
import type { Connections } from './connected-devices.ts';

type Command = { id: number; device: number; method: string; params: unknown };

/**
 * Sends what waits for the devices that are connected here. A command waits in the database until its device is there,
 * on whichever server, or its time is over.
 * @param codeOf the name by which a gateway knows a device
 * @returns how many were sent
 */
export async function sendCommands(
  writer: pg.Pool,
  connections: Connections,
  codeOf: (device: number) => Promise<string | undefined>,
): Promise<number> {
  await writer.query(
    `update device_command set state = 'expired' where state in ('waiting', 'sent') and expires_at < now()`,
  );
  const here = connections.reachable();
  if (here.length === 0) return 0;
  const { rows } = await writer.query<Command>(
    `select id, device, method, params from device_command where state = 'waiting' and device = any($1) order by id limit 200`,
    [here],
  );
  let sent = 0;
  for (const { id, device, method, params } of rows) {
    const client = connections.clientOf(device);
    const direct = client && connections.isOwn(device, client);
    const reached = direct
      ? connections.send(device, `v1/devices/me/rpc/request/${id}`, { method, params })
      : connections.send(device, 'v1/gateway/rpc', { device: await codeOf(device), data: { id, method, params } });
    if (!reached) continue;
    await writer.query(`update device_command set state = 'sent' where id = $1 and state = 'waiting'`, [id]);
    sent += 1;
  }
  return sent;
}

/** Keeps a device's answer; an answer to what was never asked of it is let go. */
export async function keepAnswer(writer: pg.Pool, device: number, id: number, answer: unknown): Promise<void> {
  if (!Number.isSafeInteger(id)) return;
  await writer.query(
    `update device_command set state = 'done', answer = $3, answered_at = now() where id = $1 and device = $2 and state in ('waiting', 'sent')`,
    [id, device, JSON.stringify(answer ?? null)],
  );
}
