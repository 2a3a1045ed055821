import type { LevelTest, LinkageModel } from './types.ts';

/** `right` is worked out row by row, the others once per distinct value. */
export type Derived = {
  pinyin: boolean;
  sorted: boolean;
  shape: boolean;
  right: boolean;
  text: string[];
  frequency: string[];
};

/**
 * What must be derived once per distinct value, by field: readings, sorted characters, look-alike forms, texts of
 * declared pinyin fields, and the comparisons that ask how common the value is.
 */
export function listDerived(model: LinkageModel): Map<string, Derived> {
  const derived = new Map<string, Derived>();
  const of = (field: string) => {
    const entry = derived.get(field) ?? {
      pinyin: false,
      sorted: false,
      shape: false,
      right: false,
      text: [],
      frequency: [],
    };
    derived.set(field, entry);
    return entry;
  };
  for (const [name, field] of Object.entries(model.fields)) if (field.derive) of(field.derive.pinyin).text.push(name);
  for (const comparison of model.comparisons) {
    if (comparison.levels.some(({ frequency }) => frequency)) of(comparison.field).frequency.push(comparison.key);
    for (const { when } of comparison.levels)
      visitTests(when, (test) => {
        const field = 'field' in test && test.field ? test.field : comparison.field;
        if (test.is === 'same_pinyin') of(field).pinyin = true;
        if (test.is === 'same_characters') of(field).sorted = true;
        if (test.is === 'similar_shape') of(field).shape = true;
        if (test.is === 'citizen_doubtful') of(field).right = true;
      });
  }
  return derived;
}

/** Whether a table of distinct values is needed for a field. */
export function needsValues(derived: Derived): boolean {
  return derived.pinyin || derived.sorted || derived.shape || derived.text.length > 0 || derived.frequency.length > 0;
}

/** Calls back for a test and everything it is made of. */
export function visitTests(test: LevelTest, visit: (test: LevelTest) => void): void {
  visit(test);
  if (test.is === 'all' || test.is === 'any') for (const part of test.of) visitTests(part, visit);
}
