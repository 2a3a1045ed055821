import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE_DIR } from '../../platform/catalogue/read-catalogue.ts';
import { readSources } from '../../platform/records/sources/read-sources.ts';
import { dayOf } from './rows/format-day.ts';
import { listMentions, type Mention } from './testing/list-mentions.ts';
import { readCells } from './testing/read-cells.ts';
import { buildWorld } from './world/build-world.ts';
import { readSampleManifest, type SampleManifest, writeDepartmentFiles } from './write-department-files.ts';

const OF = { catalogue: CATALOGUE_DIR, district: '610402', seed: 7, scale: 0.01, today: dayOf(2026, 6, 1) };
const folder = mkdtempSync(join(tmpdir(), 'gewu-departments-'));
const [first, twin, second] = ['first', 'twin', 'second'].map((name) => join(folder, name)) as [string, string, string];
// findings at the door come from the platform itself, no department sends them
const sources = readSources(CATALOGUE_DIR).sources.filter(({ code }) => code !== 'door-visits');
const world = buildWorld(join(CATALOGUE_DIR, 'districts', OF.district), OF);
const cells = new Map<string, string[][]>();
const truth = {
  person: new Map<string, number>(),
  organisation: new Map<string, number>(),
  dwelling: new Map<string, number>(),
};
let manifest: SampleManifest;
let mentions: Mention[];

beforeAll(async () => {
  manifest = await writeDepartmentFiles({ ...OF, out: first });
  await writeDepartmentFiles({ ...OF, out: twin });
  await writeDepartmentFiles({ ...OF, out: second, changed: 0.02 });
  for (const [source, { file }] of Object.entries(manifest.sources)) cells.set(source, await readCells(first, file));
  for (const kind of ['person', 'organisation', 'dwelling'] as const)
    for (const [source, key, part, id] of await readCells(first, `truth-${kind}.csv`))
      if (source !== 'source') truth[kind].set(`${source},${key},${part}`, Number(id));
  mentions = sources.flatMap((source) => listMentions(source, cells.get(source.code) ?? [], truth.person));
});
afterAll(() => rmSync(folder, { recursive: true }));

const rate = (list: readonly Mention[], is: (mention: Mention) => boolean): number =>
  list.filter(is).length / list.length;

describe('the department files', () => {
  it('are one for each declared source, with its headings and the rows that the manifest counts', () => {
    expect([...cells.keys()].sort()).toEqual(sources.map(({ code }) => code).sort());
    for (const { code, fields } of sources) {
      const [heading, ...rows] = cells.get(code) ?? [];
      expect(heading, code).toEqual(fields.map(({ column }) => column));
      expect(rows.length, code).toBe(manifest.sources[code]?.rows);
      for (const row of rows) expect(row.length, code).toBe(fields.length);
    }
  });

  it('hold 90,000 rows at a hundredth of the district', () => {
    expect(manifest.rows).toBe(90_000);
    expect(readSampleManifest(first)).toEqual(manifest);
  });

  it('come out the same for the same seed, scale and day', () => {
    // a workbook holds the moment it was written at
    for (const { file } of Object.values(manifest.sources))
      if (!file.endsWith('.xlsx'))
        expect(readFileSync(join(first, file)).equals(readFileSync(join(twin, file))), file).toBe(true);
    for (const kind of Object.keys(truth))
      expect(readFileSync(join(first, `truth-${kind}.csv`)).equals(readFileSync(join(twin, `truth-${kind}.csv`)))).toBe(
        true,
      );
  });

  it('name every key once, but for rows that were sent twice', () => {
    for (const [source, [, ...rows]] of cells) {
      const keys = new Set(rows.map(([key]) => key));
      expect(rows.length - keys.size, source).toBe(manifest.sources[source]?.sentTwice);
    }
  });

  it('have a truth for every filled person, organisation and home of every row', () => {
    const told = { person: truth.person, organisation: truth.organisation, dwelling: truth.dwelling };
    for (const { code, parts, fields } of sources)
      for (const part of parts) {
        if (part.kind !== 'person' && part.kind !== 'organisation') continue;
        const name = fields.findIndex(({ targets }) => targets.some((to) => to.part === part && to.field === 'name'));
        for (const row of cells.get(code)?.slice(1) ?? [])
          if (row[name])
            expect(told[part.kind].has(`${code},${row[0]},${part.name}`), `${code} ${row[0]} ${part.name}`).toBe(true);
      }
    for (const [key] of cells.get('utility-accounts')?.slice(1) ?? [])
      expect(told.dwelling.has(`utility-accounts,${key},room`)).toBe(true);
  });

  it('are wrong and thin as often as declared', () => {
    const { people, places } = world;
    const digits = (phone: string) => phone.replace(/^\+86|[ -]/g, '');
    const [withPhone, withNumber] = [mentions.filter(({ phone }) => phone), mentions.filter(({ citizen }) => citizen)];
    expect(Math.abs(rate(mentions, ({ citizen }) => citizen === '') - 0.2)).toBeLessThan(0.015);
    expect(Math.abs(rate(mentions, ({ phone }) => phone === '') - 0.3)).toBeLessThan(0.015);
    expect(Math.abs(rate(mentions, ({ person, name }) => name !== people.name[person]) - 0.04)).toBeLessThan(0.006);
    const mistyped = rate(
      withNumber,
      ({ person, citizen }) => citizen.length === 18 && citizen.toUpperCase() !== people.citizen[person],
    );
    expect(Math.abs(mistyped - 0.03)).toBeLessThan(0.005);
    const former = rate(
      withPhone,
      ({ person, phone }) => people.oldPhone[person] !== '' && digits(phone) === digits(people.oldPhone[person] ?? ''),
    );
    expect(Math.abs(former - 0.15)).toBeLessThan(0.025);
    // the compound, in a village the village, tells where somebody is said to live
    const siteOf = (home: number) => {
      const compound = places.compounds[places.compound[places.building[home] ?? -1] ?? -1];
      return compound?.village ? compound.community : compound?.name;
    };
    const settled = mentions.filter(({ person, address }) => address && (people.home[person] ?? -1) >= 0);
    const left = rate(settled, ({ person, address }) => !address.includes(siteOf(people.home[person] ?? -1) ?? '?'));
    expect(Math.abs(left - 0.25)).toBeLessThan(0.03);
  });

  it('have homonyms as frequent as in China', () => {
    const bearers = new Map<string, number>();
    const whole = buildWorld(join(CATALOGUE_DIR, 'districts', OF.district), { ...OF, scale: 0.3 });
    for (const name of whole.people.name) bearers.set(name, (bearers.get(name) ?? 0) + 1);
    const commonest = [...bearers.values()].sort((a, b) => b - a).slice(0, 100);
    const share = commonest.reduce((sum, count) => sum + count, 0) / whole.people.count;
    expect(share).toBeGreaterThan(0.025);
    expect(share).toBeLessThan(0.04);
  });

  it('change by the asked share in a second round, all else to the letter', async () => {
    const later = readSampleManifest(second);
    const of = (key: 'changed' | 'gone' | 'fresh') =>
      Object.values(later.sources).reduce((sum, source) => sum + source[key], 0) / manifest.rows;
    expect(Math.abs(of('changed') - 0.012)).toBeLessThan(0.002);
    expect(Math.abs(of('gone') - 0.004)).toBeLessThan(0.001);
    expect(Math.abs(of('fresh') - 0.004)).toBeLessThan(0.001);
    for (const source of ['health-insurance', 'police-households', 'utility-use', 'components']) {
      const before = new Map((cells.get(source) ?? []).map((row) => [row[0], row.join()]));
      const after = (await readCells(second, `${source}.csv`)).map((row) => [row[0], row.join()] as const);
      const { changed, gone, fresh, sentTwice } = later.sources[source] ?? {
        changed: 0,
        gone: 0,
        fresh: 0,
        sentTwice: 0,
      };
      const kept = after.filter(([key]) => before.has(key));
      expect(new Set(after.map(([key]) => key)).size - new Set(kept.map(([key]) => key)).size, source).toBe(fresh);
      expect(kept.filter(([key, row]) => before.get(key) !== row).length, source).toBeGreaterThanOrEqual(
        changed - sentTwice,
      );
      expect(kept.filter(([key, row]) => before.get(key) !== row).length, source).toBeLessThanOrEqual(
        changed + sentTwice,
      );
      expect(Math.abs(before.size - gone - new Set(kept.map(([key]) => key)).size), source).toBeLessThanOrEqual(2);
    }
  });
});
