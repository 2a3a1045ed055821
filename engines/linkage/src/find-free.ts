import { type DescribedFields, listWords } from './describe-fields.ts';
import { visitTests } from './list-derived.ts';
import type { Comparison, LinkageModel } from './types.ts';

/**
 * Which comparisons a blocking rule leaves free: those that look at no column the rule looks at. Only they can be
 * learned from the rule's pairs, because in the others the rule has decided beforehand.
 */
export function findFree(model: LinkageModel, described: DescribedFields, on: readonly string[]): boolean[] {
  const words = listWords(on.join(' '));
  const decided = new Set<string>();
  for (const field of Object.keys(model.fields))
    if (words.has(field.toLowerCase())) for (const column of described.columns.get(field) ?? []) decided.add(column);
  return model.comparisons.map((comparison) =>
    listFields(comparison).every(
      (field) => ![...(described.columns.get(field) ?? [])].some((name) => decided.has(name)),
    ),
  );
}

/** Every field a comparison looks at. */
export function listFields(comparison: Comparison): string[] {
  const fields = new Set([comparison.field, ...(comparison.also ?? [])]);
  for (const { when } of comparison.levels)
    visitTests(when, (test) => {
      if ('field' in test && test.field) fields.add(test.field);
      if (test.is === 'exact') for (const field of test.fields ?? []) fields.add(field);
      if (test.is === 'crossed') fields.add(test.with);
      if (test.is === 'kilometres') fields.add(test.longitude);
    });
  return [...fields];
}
