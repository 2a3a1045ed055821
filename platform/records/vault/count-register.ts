import type { Context } from '../../http/context.ts';
import { openRegister, openSubject } from './open-register.ts';
import { protectCells, type ShownCells } from './protect-cells.ts';
import { withVault } from './with-vault.ts';

/**
 * How many stand in a register by street, counted once a day and protected before it is kept: whoever asks, however
 * often, gets the same figures, and there is no question to vary.
 * @param today ISO day in China
 */
export async function countRegister(ctx: Context, code: string, today: string): Promise<ShownCells & { day: string }> {
  return withVault(ctx, code, async (client) => {
    const { rows: shown } = await client.query<{ day: string; counts: ShownCells }>(
      'select day, counts from vault.shown where register = $1 and day = $2',
      [code, today],
    );
    if (shown[0]) return { ...shown[0].counts, day: shown[0].day };
    const { keys } = await openRegister(ctx, client, code);
    const { rows } = await client.query<{ id: string; sealed: Buffer }>(
      'select id, sealed from vault.subject where register = $1',
      [code],
    );
    // every street is a cell, so that an empty one looks like a small one
    const cells: Record<string, number> = {};
    for (const area of await ctx.caches.areas.all()) if (area.code.length === 9) cells[area.code] = 0;
    for (const { id, sealed } of rows) {
      const key = await keys.get(id);
      if (!key) continue;
      const area = openSubject(key, sealed).area.slice(0, 9);
      cells[area] = (cells[area] ?? 0) + 1;
    }
    const counts = protectCells(cells);
    await client.query(
      `insert into vault.shown (register, day, counts) values ($1, $2, $3)
       on conflict (register) do update set day = excluded.day, counts = excluded.counts`,
      [code, today, JSON.stringify(counts)],
    );
    return { ...counts, day: today };
  });
}
