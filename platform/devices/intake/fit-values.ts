import type { Profile } from '../profiles/profile-types.ts';
import type { Refusal, Values } from './intake-types.ts';
import { putValue } from './put-value.ts';

/**
 * Keeps what the profile believes: declared keys must have their type and lie in their range; numbers spelt as text
 * become numbers. Keys that are not declared are kept as they are.
 */
export function fitValues(profile: Pick<Profile, 'keys'>, values: Values): { values: Values; refusals: Refusal[] } {
  const kept: Values = {};
  const refusals: Refusal[] = [];
  for (const [key, raw] of Object.entries(values)) {
    const declared = Object.hasOwn(profile.keys, key) ? profile.keys[key] : undefined;
    let value = raw;
    if (declared && raw !== null) {
      if (declared.type === 'number' && typeof raw === 'string' && raw.trim() !== '') value = Number(raw);
      if (declared.type === 'boolean' && typeof raw !== 'boolean')
        value = BOOLEANS.get(String(raw).toLowerCase()) ?? raw;
      const wanted = declared.type === 'text' ? 'string' : declared.type;
      if (declared.type === 'text' && typeof value !== 'string') value = String(value);
      if (typeof value !== wanted || Number.isNaN(value)) {
        refusals.push({ reason: 'wrong-type', sample: `${key}: ${JSON.stringify(raw)}` });
        continue;
      }
      const [least, most] = declared.range ?? [];
      if (typeof value === 'number' && least !== undefined && most !== undefined && (value < least || value > most)) {
        refusals.push({ reason: 'out-of-range', sample: `${key}: ${value}` });
        continue;
      }
    }
    putValue(kept, key, value);
  }
  return { values: kept, refusals };
}

const BOOLEANS = new Map<string, boolean>([
  ['1', true],
  ['true', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['off', false],
]);
