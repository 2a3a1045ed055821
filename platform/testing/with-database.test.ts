import { describe, expect, it } from 'vitest';
import { withDatabase } from './with-database.ts';

const database = withDatabase();

describe('a test database', () => {
  it('is migrated and empty', async () => {
    const { rows } = await database.owner.query('select count(*) as n from cases');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('gives the server no more than its role has', async () => {
    await expect(database.pool.query('select count(*) from gewu.cases')).rejects.toThrow(/permission denied/);
    await expect(database.pool.query('select * from gewu_auth.user')).rejects.toThrow(/permission denied/);
  });
});
