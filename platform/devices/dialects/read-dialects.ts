import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Dialect } from './dialect-types.ts';

let validate: ValidateFunction | undefined;

/**
 * Reads every dialect in `devices/dialects/*.yaml` of a catalogue.
 * @param profiles the profiles that there are; a dialect may name no other
 * @returns dialects by key
 * @throws Error naming each file and what is wrong with it
 */
export function readDialects(profiles: ReadonlySet<string>, dir: string = CATALOGUE_DIR): Map<string, Dialect> {
  const folder = join(dir, 'devices', 'dialects');
  const faults: string[] = [];
  const dialects = new Map<string, Dialect>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const value = parse(readFileSync(join(folder, file), 'utf8')) as unknown;
    const found = checkDialect(value, profiles);
    faults.push(...found.map((fault) => `devices/dialects/${file}: ${fault}`));
    if (found.length > 0) continue;
    const dialect = value as Dialect;
    if (`${dialect.dialect}.yaml` !== file)
      faults.push(`devices/dialects/${file}: the file is not named after ${dialect.dialect}`);
    dialects.set(dialect.dialect, dialect);
  }
  if (faults.length > 0) throw new Error(`the dialects in ${dir} are not right:\n${faults.join('\n')}`);
  return dialects;
}

/** What is wrong with a dialect, in words; nothing where it is good. */
export function checkDialect(value: unknown, profiles: ReadonlySet<string>): string[] {
  validate ??= new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, 'dialect.schema.json'), 'utf8')) as object,
  );
  if (!validate(value))
    return (validate.errors ?? []).map((fault) => `${fault.instancePath || '/'} ${fault.message ?? 'is wrong'}`);
  const { transport, base, messages, keys = {}, sights = {}, guess = {} } = value as Dialect;
  const named = [...Object.keys(keys), ...Object.keys(sights)].filter((key) => key !== '*');
  const faults = [...named, ...Object.values(guess)]
    .filter((key) => !profiles.has(key))
    .map((key) => `there is no profile ${key}`);
  if (transport === 'mqtt' && !base) faults.push('/base is missing');
  for (const [i, { topic }] of messages.entries())
    if ((transport === 'mqtt') !== (topic !== undefined))
      faults.push(`/messages/${i} must ${transport === 'mqtt' ? '' : 'not '}have a topic`);
  return faults;
}
