import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../testing/with-records.ts';
import { readSources } from './read-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-sources-'));
cpSync(CATALOGUE, folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'sources/police-households.yaml');
const good = readFileSync(path, 'utf8');

/** Reads the catalogue with the one file changed. */
function change(from: string, to: string): () => unknown {
  expect(good).toContain(from);
  return () => {
    writeFileSync(path, good.replace(from, to));
    return readSources(folder);
  };
}

describe('readSources', () => {
  it('reads all that ship: at least twelve over all nine categories, none with a column that must never be', () => {
    const { sources } = readSources(CATALOGUE);
    expect(sources.length).toBeGreaterThanOrEqual(12);
    expect(new Set(sources.map(({ category }) => category)).size).toBe(9);
    const never = /民族|宗教|信仰|政治面貌|疾病|病史|诊断|信访|吸毒|前科|重点人员|低保/;
    expect(
      sources.flatMap(({ fields }) => fields.map(({ column }) => column)).filter((column) => never.test(column)),
    ).toEqual([]);
  });

  it('resolves what a column fills, how it is checked and how it is protected', () => {
    const source = readSources(CATALOGUE).sources.find(({ code }) => code === 'police-households');
    const field = (column: string) => source?.fields.find((each) => each.column === column);
    expect(field('公民身份号码')).toMatchObject({ type: 'citizen', class: 'sensitive', required: true, trust: 98 });
    expect(field('户籍地址')).toMatchObject({ type: 'address', class: 'personal' });
    expect(field('户籍地址')?.targets.map(({ part, field: name }) => `${part.kind}.${name}`)).toEqual([
      'person.registered_address',
      'dwelling.address',
    ]);
    expect(field('登记编号')).toMatchObject({ type: 'text', required: true, targets: [] });
  });

  it.each([
    [
      'an unknown field of the file',
      'frequency: monthly',
      'frequency: monthly\ncolour: red',
      /file: .*additional.*colour/,
    ],
    [
      'an unknown base field',
      'to: person.name',
      'to: person.faith',
      /fields\.1: person\.faith: a person has no field faith/,
    ],
    ['an unknown part', 'to: person.former_name', 'to: people.former_name', /this source has no part people/],
    ['an unknown kind', 'home: household', 'home: family', /parts\.home: family is no kind/],
    ['an unknown relation', 'registered_in', 'sleeps_in', /links\.0: sleeps_in is no relation/],
    [
      'a relation between the wrong kinds',
      '[person, registered_in, home]',
      '[person, registered_in, room]',
      /registered_in leads from a person to a household/,
    ],
    ['an unknown purpose', 'purposes: [', 'purposes: [curiosity, ', /curiosity is not in records\/purposes/],
    ['an unknown department', 'department: public-security', 'department: sheriff', /sheriff is not in departments/],
    ['an unknown code', "女: '2'", "女: '7'", /女 → 7, which is no code of sex/],
    ['a key that is no column', 'key: [登记编号]', 'key: [编号]', /key: 编号 is no column/],
    ['a column twice', '{ column: 曾用名', '{ column: 姓名', /the column 姓名 stands here twice/],
    [
      'a class weaker than what is filled',
      'to: person.phone,',
      'to: person.phone, class: open,',
      /declared open, but what it is mapped to is sensitive/,
    ],
  ])('refuses %s in words, with the file', (_what, from, to, words) => {
    const read = change(from, to);
    expect(read).toThrow(words);
    expect(read).toThrow('sources/police-households.yaml');
  });
});
