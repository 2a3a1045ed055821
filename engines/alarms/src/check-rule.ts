import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type AlarmRule, type Condition, type Level, type Operand, SEVERITIES } from './types.ts';

let validate: ValidateFunction | undefined;

/**
 * Whether a value is a rule that can be used.
 * @param keys what the device measures; a rule on anything else would never fire. Leave out to take any.
 * @returns faults in words with the place; none where the rule is good
 */
export function checkRule(value: unknown, keys?: ReadonlySet<string>): string[] {
  validate ??= new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/rule.schema.json'), 'utf8')) as object,
  );
  if (!validate(value))
    return (validate.errors ?? []).map((fault) => `${fault.instancePath || '/'} ${fault.message ?? 'is wrong'}`);
  const rule = value as AlarmRule;
  const faults: string[] = [];
  const levels = [
    ...SEVERITIES.map((severity) => [severity, rule.levels[severity]] as const),
    ['clear', rule.clear] as const,
  ];
  for (const [name, level] of levels)
    for (const key of level && keys ? keysOf(level) : [])
      if (!keys?.has(key)) faults.push(`/${name} uses "${key}", which the device does not measure`);
  if (rule.channel && keys && !keys.has(rule.channel))
    faults.push(`/channel is "${rule.channel}", which the device does not measure`);
  return faults;
}

/** The keys a level looks at. */
export function keysOf(level: Level): Set<string> {
  const found = new Set<string>();
  const operand = (part: Operand | undefined): void => {
    if (typeof part !== 'object') return;
    if ('key' in part) found.add(part.key);
    else if ('calc' in part) part.of.forEach(operand);
  };
  const condition = (part: Condition): void => {
    if ('all' in part) part.all.forEach(condition);
    else if ('any' in part) part.any.forEach(condition);
    else if ('not' in part) condition(part.not);
    else if ('silent' in part) {
      operand(part.silent);
      if (part.key) found.add(part.key);
    } else {
      operand(part.left);
      operand(part.right);
    }
  };
  condition(level.when);
  operand(level.seconds);
  operand(level.times);
  return found;
}
