import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLimit } from '@gewu/procedures/working-calendar';
import { expect, it } from 'vitest';
import { CATALOGUE_DIR, readCatalogue } from './read-catalogue.ts';

const catalogue = readCatalogue();

it('declares seventeen departments; all but five, which only feed the record base, lead something', () => {
  const codes = catalogue.departments.map((department) => department.code);
  expect(new Set(codes).size).toBe(17);
  const feeding = new Set(['human-resources', 'medical-insurance', 'tax', 'education', 'utilities']);
  expect([...new Set(catalogue.matters.map((matter) => matter.lead))].sort()).toEqual(
    codes.filter((code) => !feeding.has(code)).sort(),
  );
});

it('has a default limit for every clock of every loop and every urgency', () => {
  const clocks = new Set(
    [...catalogue.engine.loops.values()].flatMap((loop) => Object.values(loop.states).map((state) => state.clock)),
  );
  const defaults = new Set(
    catalogue.limits.filter((row) => !row.matter && !row.procedure).map((row) => `${row.urgency} ${row.stage}`),
  );
  for (const clock of clocks) {
    if (clock === null || clock === 'paused') continue;
    for (const urgency of ['critical', 'urgent', 'normal']) expect(defaults, clock).toContain(`${urgency} ${clock}`);
  }
});

it('never states a limit twice', () => {
  const keys = catalogue.limits.map(({ matter, procedure, urgency, stage }) =>
    [matter, procedure, urgency, stage].join('|'),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

it('takes the days of silence and appeal from the settings', () => {
  const days = (stage: string) =>
    catalogue.limits
      .filter((row) => row.stage === stage && row.urgency === 'normal')
      .map((row) => [row.amount, row.unit]);
  expect(days('silence')).toEqual([[catalogue.settings.silenceDays, 'day']]);
  expect(days('archive')).toEqual([[catalogue.settings.appealDays, 'day']]);
});

it('says where every limit comes from', () => {
  for (const row of catalogue.limits) expect(row.basis, row.stage).toMatch(/\.$/);
});

it('reads working hours the engine can count with', () => {
  const start = new Date('2026-11-24T08:30:00+08:00');
  expect(addLimit(start, { amount: 1, unit: 'working_day' }, catalogue.hours)).toEqual(
    new Date('2026-11-24T18:00:00+08:00'),
  );
});

it.each([
  ['departments.yaml', 'code: water', 'code: rivers', /led by water, which is no department/],
  [
    'leads.yaml',
    `"04": { lead: city-management, procedure: facility-repair }`,
    `"04": { lead: city-management, procedure: mend }`,
    /travels mend, which is no procedure/,
  ],
  ['limits.yaml', '  M06001:', '  M06999:', /there is no matter M06999/],
  ['limits.yaml', 'accept: 5 minute', 'accept: 5 minutes', /"5 minutes" for accept/],
  ['limits.yaml', 'accept: 5 minute', 'accept: soon', /"soon" for accept/],
  ['settings.yaml', 'silenceDays: 7', 'silenceDays: 0', /silenceDays must be a whole number of days/],
  ['calendar.yaml', '08:30-12:00', '8.30-12', /not a span like/],
])('refuses %s where its parts do not fit', (file, from, to, message) => {
  const dir = mkdtempSync(join(tmpdir(), 'catalogue-'));
  try {
    for (const name of [
      'loops',
      'procedures',
      'matters',
      'departments.yaml',
      'leads.yaml',
      'limits.yaml',
      'settings.yaml',
      'calendar.yaml',
    ])
      cpSync(join(CATALOGUE_DIR, name), join(dir, name), { recursive: true });
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
    expect(() => readCatalogue(dir)).toThrow(message);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
