import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMatters } from './load-matters.ts';
import { CATALOGUE_DIR } from './read-catalogue.ts';

const matters = readMatters(CATALOGUE_DIR);
const of = (kind: string) => matters.filter((matter) => matter.kind === kind);
const byKey = new Map(matters.map((matter) => [matter.key, matter]));
const leaf = (name: string) => of('grassroots').find((matter) => matter.name === name);

it('loads all codes of the standard', () => {
  expect(of('component')).toHaveLength(153);
  expect(of('matter')).toHaveLength(250);
  expect(byKey.size).toBe(403 + 147);
  const majors = Map.groupBy(of('matter'), (matter) => matter.key.slice(1, 3));
  expect([...majors].map(([major, rows]) => [major, rows.length])).toEqual([
    ['01', 76],
    ['02', 44],
    ['03', 16],
    ['04', 14],
    ['05', 3],
    ['06', 51],
    ['07', 7],
    ['08', 16],
    ['09', 21],
    ['10', 2],
  ]);
});

it('keeps a component and the matter of the same number apart', () => {
  expect(byKey.get('C01001')).toMatchObject({ kind: 'component', name: '供水井盖', lead: 'water' });
  expect(byKey.get('M01001')).toMatchObject({
    kind: 'matter',
    name: '供水井盖异常',
    lead: 'water',
    urgency: 'critical',
  });
  // numbers with gaps stay gaps
  expect(byKey.has('M01016')).toBe(false);
  expect(byKey.has('M06031')).toBe(false);
});

it('loads each grassroots leaf once, under all its classes', () => {
  expect(of('grassroots')).toHaveLength(147);
  expect(new Set(of('grassroots').flatMap((matter) => matter.classes.map((place) => place.zh))).size).toBe(29);
  expect(of('grassroots').reduce((sum, matter) => sum + matter.classes.length, 0)).toBe(198);
  expect(leaf('街面秩序')?.classes).toHaveLength(5);
  expect(new Set(of('grassroots').map((matter) => matter.name)).size).toBe(147);
});

it('keeps bare 其他 apart in each of its classes', () => {
  const others = of('grassroots').filter((matter) => /^其他(（|$)/.test(matter.name));
  expect(others.map((matter) => [matter.name, matter.classes.map((place) => place.zh)])).toEqual([
    ['其他（城市管理）', ['城市管理']],
    ['其他（矛盾纠纷）', ['矛盾纠纷']],
    ['其他', ['其他']],
  ]);
});

it('switches off what records the movements of a person, and nothing else', () => {
  expect(
    matters
      .filter((matter) => !matter.active)
      .map((matter) => matter.name)
      .sort(),
  ).toEqual(
    [
      '外来人口未登记暂住证',
      '信访人员异动',
      '特殊人员动态',
      '管控人员异动',
      '重点青少年动态信息等',
      '非正常上访',
    ].sort(),
  );
});

it('maps a leaf that names a matter of the standard, which then leads it', () => {
  const noise = leaf('噪声污染');
  expect(noise?.mapped_to).toBe('M06028');
  for (const matter of of('grassroots').filter((row) => row.mapped_to)) {
    const { lead, procedure, urgency } = byKey.get(matter.mapped_to as string) ?? {};
    expect(matter).toMatchObject({ lead, procedure, urgency });
  }
  expect(of('grassroots').filter((matter) => matter.mapped_to)).toHaveLength(6);
});

it('has one English name a row', () => {
  for (const { key, name, name_en } of matters) {
    expect(name, key).toMatch(/\p{Script=Han}/u);
    expect(name_en, key).toMatch(/^[^\p{Script=Han}]{3,}$/u);
  }
});

it.each([
  ['a class nobody leads', 'leads.yaml', '  矛盾纠纷: {', '  矛盾: {', /says nothing of/],
  ['an equation with nothing', 'leads.yaml', 'M06028', 'M06999', /M06999, which does not exist/],
])('says so of %s', (_what, file, from, to, message) => {
  const dir = mkdtempSync(join(tmpdir(), 'matters-'));
  try {
    cpSync(join(CATALOGUE_DIR, 'matters'), join(dir, 'matters'), { recursive: true });
    writeFileSync(join(dir, file), readFileSync(join(CATALOGUE_DIR, file), 'utf8').replace(from, to));
    expect(() => readMatters(dir)).toThrow(message);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
