import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withDatabase } from '../../testing/with-database.ts';
import { encodeBigInts, encodeFloats, encodeInts, encodeJson } from './encode-arrays.ts';

const database = withDatabase();
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const float = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)); // no -0
const object = fc.dictionary(
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((key) => !key.includes('\u0000') && key !== '__proto__'),
  fc.oneof(
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000')),
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
  ),
);

it('says to PostgreSQL what was meant', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(int, fc.maxSafeInteger(), float, object), { maxLength: 12 }), async (rows) => {
      const columns = [
        encodeInts(rows.map(([n]) => n)),
        encodeBigInts(rows.map(([, n]) => n)),
        encodeFloats(rows.map(([, , n]) => n)),
        encodeJson(rows.map(([, , , said]) => said)),
      ];
      const { rows: read } = await database.owner.query(
        'select * from unnest($1::int[], $2::bigint[], $3::float8[], $4::jsonb[]) as x(i, b, f, j)',
        columns,
      );
      expect(read.map(({ i, b, f, j }) => [i, Number(b), f, j])).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});
