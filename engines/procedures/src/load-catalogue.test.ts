import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadCatalogue } from './load-catalogue.ts';

const example = fileURLToPath(new URL('../examples/lamps/', import.meta.url));
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'catalogue-'));
  cpSync(example, dir, { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function edit(file: string, from: string, to: string): void {
  const path = join(dir, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

it('reads loops and procedures and pins them together', () => {
  const catalogue = loadCatalogue(dir);
  expect([...catalogue.loops.keys()]).toEqual(['repair']);
  const { procedure, loop, hash } = catalogue.pinned('street-lamp');
  expect(procedure.name.en).toBe('Street lamp');
  expect(loop.acts.finish?.evidence).toBe(2);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(loadCatalogue(dir).pinned('street-lamp').hash).toBe(hash);
});

it('gives another hash when the loop below a procedure changes', () => {
  const before = loadCatalogue(dir).pinned('street-lamp').hash;
  edit('loops/repair.yaml', 'by: [reporter]', 'by: [reporter, owner]');
  expect(loadCatalogue(dir).pinned('street-lamp').hash).not.toBe(before);
});

it.each([
  [
    'a wrong turn',
    'loops/repair.yaml',
    'turn: reporter',
    'turn: anybody',
    'loops/repair.yaml /states/rating/turn: must be one of',
  ],
  [
    'an unknown field',
    'procedures/street-lamp.yaml',
    'start:',
    'color: red\nstart:',
    'procedures/street-lamp.yaml /: has a field the form does not know: color',
  ],
  [
    'a missing text',
    'loops/repair.yaml',
    'name: { zh: 维修, en: Repair }',
    'name: { zh: 维修 }',
    'loops/repair.yaml /name/en: is required',
  ],
  [
    'a form that is no schema',
    'procedures/street-lamp.yaml',
    'type: object',
    'type: thing',
    'procedures/street-lamp.yaml /form/type',
  ],
  ['an unknown loop', 'procedures/street-lamp.yaml', 'loop: repair', 'loop: dance', 'there is no loop dance'],
  ['an unknown act', 'procedures/street-lamp.yaml', 'finish:', 'fly:', 'has no act fly'],
  [
    'another name than its file',
    'loops/repair.yaml',
    'loop: repair',
    'loop: mend',
    'loops/repair.yaml /loop: must carry the name of its file, not mend',
  ],
  ['broken YAML', 'loops/repair.yaml', 'states:', 'states: [', 'loops/repair.yaml: '],
])('names the file and the place of %s', (_what, file, from, to, message) => {
  edit(file, from, to);
  expect(() => loadCatalogue(dir)).toThrow(message);
});

it('knows no procedure it did not read', () => {
  expect(() => loadCatalogue(dir).pinned('bridge')).toThrow('there is no procedure bridge');
});
