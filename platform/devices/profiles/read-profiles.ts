import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRule } from '@gewu/alarms/check-rule';
import type { AlarmRule } from '@gewu/alarms/types';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { LoadedProfile, Profile } from './profile-types.ts';

let validate: ValidateFunction | undefined;

/**
 * Reads every profile in `devices/*.yaml` of a catalogue.
 * @returns profiles by key
 * @throws Error naming each file and what is wrong with it
 */
export function readProfiles(dir: string = CATALOGUE_DIR): Map<string, LoadedProfile> {
  const folder = join(dir, 'devices');
  const faults: string[] = [];
  const profiles = new Map<string, LoadedProfile>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const value = parse(readFileSync(join(folder, file), 'utf8')) as unknown;
    const found = checkProfile(value);
    faults.push(...found.map((fault) => `devices/${file}: ${fault}`));
    if (found.length > 0) continue;
    const profile = value as Profile;
    if (`${profile.profile}.yaml` !== file)
      faults.push(`devices/${file}: the file is not named after ${profile.profile}`);
    const hash = createHash('sha256').update(JSON.stringify(profile)).digest('hex').slice(0, 16);
    profiles.set(profile.profile, { ...profile, hash });
  }
  if (faults.length > 0) throw new Error(`the device profiles in ${dir} are not right:\n${faults.join('\n')}`);
  return profiles;
}

/** What is wrong with a profile, in words; nothing where it is good. */
export function checkProfile(value: unknown): string[] {
  validate ??= new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, 'profile.schema.json'), 'utf8')) as object,
  );
  if (!validate(value))
    return (validate.errors ?? []).map((fault) => `${fault.instancePath || '/'} ${fault.message ?? 'is wrong'}`);
  const profile = value as Profile;
  const keys = new Set(Object.keys(profile.keys));
  const faults: string[] = [];
  const types = new Set<string>();
  for (const rule of profile.alarms) {
    if (types.has(rule.type)) faults.push(`/alarms has two rules of type ${rule.type}`);
    types.add(rule.type);
    faults.push(...checkRule(ruleOf(rule), keys).map((fault) => `/alarms ${rule.type}: ${fault}`));
    if (rule.life && !profile.calls) faults.push(`/alarms ${rule.type} calls people, but /calls does not say whom`);
  }
  const { raw_days, hour_days, day_days } = profile.retention;
  if (raw_days > hour_days || hour_days > day_days)
    faults.push('/retention must keep hours no shorter than readings, and days no shorter than hours');
  const { bin } = profile;
  for (const key of bin ? ['fill' in bin ? bin.fill : bin.overflow] : [])
    if (!keys.has(key)) faults.push(`/bin looks at ${key}, which is not among the keys`);
  const { battery, stuck, drift } = profile.health;
  for (const [name, part] of Object.entries({ battery, stuck, drift }))
    if (part && !keys.has(part.key))
      faults.push(`/health/${name} looks at "${part.key}", which the device does not measure`);
  return faults;
}

/** A profile's rule without what the platform adds to it. */
function ruleOf({ type, name, channel, levels, clear }: AlarmRule): AlarmRule {
  return { type, name, levels, ...(channel !== undefined && { channel }), ...(clear && { clear }) };
}
