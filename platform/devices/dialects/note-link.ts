import type pg from 'pg';

/** Keeps what a bridge or a sign of life says of a device's connection: that it is there counts as hearing it. */
export async function noteLink(writer: pg.Pool, device: number, online: boolean, at: number): Promise<void> {
  await writer.query(
    `insert into device_state as s (device, link, link_since, heard_at)
     values ($1, $2, to_timestamp($3 / 1000.0), case when $2 = 'online' then to_timestamp($3 / 1000.0) end)
     on conflict (device) do update set link = excluded.link,
       link_since = case when s.link = excluded.link then s.link_since else excluded.link_since end,
       heard_at = greatest(s.heard_at, excluded.heard_at)`,
    [device, online ? 'online' : 'offline', at],
  );
}
