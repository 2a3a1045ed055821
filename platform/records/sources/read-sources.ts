import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { Sentence } from '../../http/problem.ts';
import type { Base, Source } from './declaration.ts';
import { readBase } from './read-base.ts';
import { type RawSource, resolveSource } from './resolve-source.ts';
import schema from './source.schema.json' with { type: 'json' };

/** Purposes by code, in both languages. */
export type Purposes = Readonly<Record<string, Sentence>>;
export type DeclaredSources = {
  base: Base;
  purposes: Purposes;
  departments: ReadonlyMap<string, Sentence>;
  sources: Source[];
};

const isSource = new Ajv({ allErrors: true }).compile<RawSource>(schema);

/**
 * Reads the base tables and every source that the catalogue declares.
 * @param catalogFolder holds `records/base.yaml`, `records/purposes.yaml`, `departments.yaml` and `sources/*.yaml`
 * @throws Error listing every fault with its file and its place there; nothing unknown is passed over
 */
export function readSources(catalogFolder: string): DeclaredSources {
  const base = readBase(catalogFolder);
  const read = (file: string): unknown => parse(readFileSync(join(catalogFolder, file), 'utf8'));
  const departments = new Map(
    (read('departments.yaml') as { code: string; name: Sentence }[]).map(({ code, name }) => [code, name]),
  );
  const purposes = read('records/purposes.yaml') as Purposes;
  const folder = join(catalogFolder, 'sources');
  const faults: string[] = [];
  const sources: Source[] = [];
  const files = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files.filter((name) => name.endsWith('.yaml')).sort()) {
    const fault = (path: string, words: string) => void faults.push(`sources/${file}: ${path}: ${words}`);
    const raw: unknown = parse(readFileSync(join(folder, file), 'utf8'));
    if (!isSource(raw)) {
      for (const error of isSource.errors ?? [])
        fault(
          error.instancePath.slice(1).replaceAll('/', '.') || 'file',
          `${error.message ?? 'is wrong'}${'additionalProperty' in error.params ? ` (${error.params.additionalProperty})` : ''}`,
        );
      continue;
    }
    if (raw.source !== basename(file, '.yaml')) fault('source', `${raw.source} should be the name of the file`);
    if (!departments.has(raw.department)) fault('department', `${raw.department} is not in departments.yaml`);
    for (const purpose of raw.purposes)
      if (!(purpose in purposes)) fault('purposes', `${purpose} is not in records/purposes.yaml`);
    sources.push(resolveSource(raw, base, fault));
  }
  if (faults.length > 0) throw new Error(`the sources in ${folder} are not right:\n${faults.join('\n')}`);
  return { base, purposes, departments, sources };
}
