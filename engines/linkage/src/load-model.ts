import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { listFields } from './find-free.ts';
import { visitTests } from './list-derived.ts';
import { RESERVED } from './tables.ts';
import type { LinkageModel } from './types.ts';

const schema = JSON.parse(readFileSync(new URL('../schemas/model.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true, discriminator: true }).compile(schema);

/**
 * Reads a model from a YAML or JSON file and checks it.
 * @throws Error naming the file and every fault in it
 */
export function loadModel(path: string): LinkageModel {
  return parseModel(readFileSync(path, 'utf8'), path);
}

/**
 * Reads a model from text and checks it against the schema, and that all it names is there.
 * @param origin what the error calls it
 * @throws Error naming every fault
 */
export function parseModel(text: string, origin = 'model'): LinkageModel {
  const value: unknown = parse(text);
  if (!validate(value)) {
    const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
    throw new Error(`${origin} is not a linkage model: ${[...new Set(faults)].join('; ')}.`);
  }
  const model = value as LinkageModel;
  // A field that is just its column may be written as a bare key.
  for (const name of Object.keys(model.fields)) model.fields[name] ??= {};
  const faults = findFaults(model);
  if (faults.length) throw new Error(`${origin}: ${faults.join('; ')}.`);
  return model;
}

function findFaults(model: LinkageModel): string[] {
  const faults: string[] = [];
  const needs = (field: string, where: string) => {
    if (!model.fields[field]) faults.push(`${where} names the field "${field}", which is not declared`);
  };
  for (const [name, { derive }] of Object.entries(model.fields)) {
    if ((RESERVED as readonly string[]).includes(name)) faults.push(`the field name "${name}" is the engine's own`);
    if (derive) needs(derive.pinyin, `field "${name}"`);
    if (derive && model.fields[derive.pinyin]?.derive) faults.push(`field "${name}" derives from a derived one`);
  }
  for (const comparison of model.comparisons) {
    for (const field of listFields(comparison)) needs(field, `comparison "${comparison.key}"`);
    for (const { when, frequency } of comparison.levels) {
      if (frequency && model.fields[comparison.field]?.derive)
        faults.push(`comparison "${comparison.key}" asks for frequencies of a derived field`);
      visitTests(when, (test) => {
        const field = 'field' in test && test.field ? test.field : comparison.field;
        if (/^(same_pinyin|same_characters|similar_shape)$/.test(test.is) && model.fields[field]?.derive)
          faults.push(`comparison "${comparison.key}" tests "${test.is}" on a derived field`);
      });
    }
  }
  for (const keys of [model.comparisons, model.blocking].map((list) => list.map(({ key }) => key)))
    for (const key of keys.filter((key, i) => keys.indexOf(key) !== i)) faults.push(`the key "${key}" stands twice`);
  if ((model.kind === 'link' || model.one_to_one) && !model.source)
    faults.push('it links between sources but names no column "source"');
  if (model.thresholds.cluster < model.thresholds.link)
    faults.push('the threshold for clusters is below that of links');
  for (const field of model.identifiers ?? []) needs(field, 'identifiers');
  return faults;
}
