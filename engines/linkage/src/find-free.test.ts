import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { describeFields } from './describe-fields.ts';
import { findFree } from './find-free.ts';
import { loadModel } from './load-model.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(
  'CREATE TABLE people (record BIGINT, name VARCHAR, citizen VARCHAR, birth DATE, sex VARCHAR, phone VARCHAR, address_key VARCHAR)',
);
const model = loadModel(new URL('../../../catalog/linkage/person.yaml', import.meta.url).pathname);

it('leaves free what looks at no column of the rule, through expressions and joint comparisons too', async () => {
  const described = await describeFields(connection, 'people', model);
  const free = (...on: string[]) => {
    const kept = findFree(model, described, on);
    return model.comparisons.filter((_, i) => kept[i]).map(({ key }) => key);
  };
  // The birth date may stand in for the number's: a rule on one decides the other.
  expect(free('citizen')).toEqual(['name', 'sex', 'contact']);
  expect(free('name', 'birth')).toEqual(['sex', 'contact']);
  expect(free('left(name, 1)', 'address_key')).toEqual(['citizen', 'birth', 'sex']);
  expect(free('phone')).toEqual(['name', 'citizen', 'birth', 'sex']);
});

it('says in words which column is not there', async () => {
  await expect(describeFields(connection, '(SELECT record, name FROM people)', model)).rejects.toThrow(/citizen/);
});

it('takes empty text for missing, and leaves other types alone', async () => {
  const { expressions } = await describeFields(connection, 'people', { ...model, fields: { name: {}, birth: {} } });
  expect(expressions.get('name')).toBe(`nullif(trim("name"), '')`);
  expect(expressions.get('birth')).toBe('"birth"');
});
