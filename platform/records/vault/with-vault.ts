import type pg from 'pg';
import type { Context } from '../../http/context.ts';

/**
 * Runs `fn` in one transaction as `gewu_vault`, one at a time for a register: adding, destroying and the keys outside
 * the database never overtake each other.
 */
export async function withVault<T>(
  ctx: Context,
  register: string,
  fn: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await ctx.vault.connect();
  try {
    await client.query('begin');
    await client.query('insert into vault.register (code) values ($1) on conflict do nothing', [register]);
    await client.query('select from vault.register where code = $1 for update', [register]);
    const result = await fn(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
