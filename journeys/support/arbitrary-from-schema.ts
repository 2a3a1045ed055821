import fc, { type Arbitrary } from 'fast-check';

export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  additionalProperties?: boolean | Schema;
};

/** Texts that have broken other people's servers. */
const NASTY = [
  '',
  ' ',
  '\0',
  '\u202e',
  '😀',
  "' or 1=1 --",
  '%',
  '%00',
  '../../etc/passwd',
  '{{7*7}}',
  '<script>',
  '9'.repeat(40),
  '-1',
  'NaN',
  'null',
  '2026-02-30',
  '0001-01-01T00:00:00Z',
  '\ud800',
];

/** Values that a schema allows, as far as schemas of HTTP operations go. */
export function arbitraryFromSchema(schema: Schema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return fc.oneof(...choice.map(arbitraryFromSchema));
  if (schema.allOf) return arbitraryFromSchema(Object.assign({}, ...schema.allOf) as Schema);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

/** The same, with a fair share of values that the schema does not allow. */
export function hostileFromSchema(schema: Schema): Arbitrary<unknown> {
  const wrong = fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 2 }));
  const broken = schema.properties ? brokenObject(schema) : wrong;
  return fc.oneof(
    { weight: 3, arbitrary: arbitraryFromSchema(schema) },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: wrong },
  );
}

/** An object in which some members are wrong and the others right: gets past the door more often than noise. */
function brokenObject(schema: Schema): Arbitrary<unknown> {
  const members = Object.entries(schema.properties ?? {}).map(
    ([key, value]) =>
      [
        key,
        fc.oneof(
          { weight: 4, arbitrary: arbitraryFromSchema(value) },
          { weight: 1, arbitrary: fc.constantFrom<unknown>(...NASTY, null, 1e308, [], {}) },
        ),
      ] as const,
  );
  return fc.record(Object.fromEntries(members), { requiredKeys: [] });
}

function ofType(type: string | undefined, schema: Schema): Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return ofString(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -(2 ** 31), -(2 ** 53)),
        max: Math.min(schema.maximum ?? 2 ** 53, 2 ** 53),
      });
    case 'number':
      return fc.double({
        noNaN: true,
        noDefaultInfinity: true,
        min: schema.minimum ?? -1e9,
        max: schema.maximum ?? 1e9,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryFromSchema(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case 'object':
      return ofObject(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function ofObject(schema: Schema): Arbitrary<unknown> {
  const entries = Object.entries(schema.properties ?? {});
  if (entries.length === 0)
    return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
  const members = Object.fromEntries(entries.map(([key, value]) => [key, arbitraryFromSchema(value)]));
  return fc.record(members, { requiredKeys: (schema.required ?? []).filter((key) => key in members) });
}

function ofString(schema: Schema): Arbitrary<unknown> {
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2099-01-01') })
      .map((date) => date.toISOString());
  if (schema.format === 'date')
    return fc
      .date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2099-01-01') })
      .map((date) => date.toISOString().slice(0, 10));
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
  const minLength = schema.minLength ?? 0;
  const text = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(schema.maxLength ?? 60, minLength + 60) });
  return minLength === 0
    ? fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) })
    : text;
}
