import type pg from 'pg';

export type Shared = { device: number; values: Record<string, unknown> };

/**
 * Makes shared attributes of devices what is said: of the keys named, those without a value vanish. What devices hear is
 * stamped with the moment of writing, not that of the transaction, so that the broker's look for news does not miss it.
 * @param heedRules attributes that alarm rules may look at: their devices are judged anew
 */
export async function setShared(
  client: pg.PoolClient,
  keys: readonly string[],
  list: readonly Shared[],
  heedRules: boolean,
): Promise<void> {
  if (list.length === 0) return;
  const devices = list.map(({ device }) => device);
  const rows = list.flatMap(({ device, values }) =>
    Object.entries(values).map(([key, value]) => ({ device, key, value: value ?? null })),
  );
  await client.query(
    `delete from device_attribute a where a.scope = 'shared' and a.device = any($1) and a.key = any($2)
       and not exists (select from json_to_recordset($3) as x(device int, key text) where x.device = a.device and x.key = a.key)`,
    [devices, keys, JSON.stringify(rows)],
  );
  await client.query(
    `insert into device_attribute (device, scope, key, value, at)
     select x.device, 'shared', x.key, coalesce(x.value, 'null'::jsonb), clock_timestamp()
     from json_to_recordset($1) as x(device int, key text, value jsonb)
     on conflict (device, scope, key) do update set value = excluded.value, at = excluded.at`,
    [JSON.stringify(rows)],
  );
  if (heedRules) await client.query('update device set changed_at = clock_timestamp() where id = any($1)', [devices]);
}
