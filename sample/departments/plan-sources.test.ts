import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CATALOGUE_DIR } from '../../platform/catalogue/read-catalogue.ts';
import { readSources } from '../../platform/records/sources/read-sources.ts';
import { planSources } from './plan-sources.ts';
import { dayOf } from './rows/format-day.ts';
import { buildWorld } from './world/build-world.ts';

// findings at the door come from the platform itself, no department sends them
const sources = readSources(CATALOGUE_DIR).sources.filter(({ code }) => code !== 'door-visits');

it('plans 9,000,000 rows of 508,000 people, 200,000 homes, 612 compounds and 40,000 organisations for the whole district', () => {
  const world = buildWorld(join(CATALOGUE_DIR, 'districts/610402'), { seed: 1, scale: 1, today: dayOf(2026, 6, 1) });
  expect(world.people.count).toBe(508_000);
  expect(world.places.homes).toBe(200_000);
  expect(world.places.compounds.filter(({ village }) => !village).length).toBe(612);
  expect(world.firms.length).toBe(40_000);
  expect(new Set(world.people.citizen).size).toBe(508_000);
  const plans = planSources(world);
  expect(plans.reduce((sum, { rows }) => sum + rows, 0)).toBe(9_000_000);
  expect(plans.map(({ source }) => source).sort()).toEqual(sources.map(({ code }) => code).sort());
}, 60_000);

it('reaches all nine categories', () => {
  expect(new Set(sources.map(({ category }) => category)).size).toBe(9);
});

it('takes no faith, ethnic group, political status, illness, petition or special group from anybody', () => {
  const forbidden =
    /民族|宗教|信仰|政治面貌|党员|疾病|病种|诊断|残疾|信访|上访|低保|贫困|吸毒|矫正|刑满|精神|重点人|特殊人|人脸|指纹|收入|血型|死因/;
  for (const { code, fields } of sources) for (const { column } of fields) expect(column, code).not.toMatch(forbidden);
});
