import type { Sentence } from '../../http/problem.ts';
import type { Base, DataClass, Feed, FieldType, Kind, Part, Source, SourceField, Target } from './declaration.ts';

export type RawField = {
  column: string;
  to?: string | string[];
  class?: DataClass;
  trust?: number;
  required?: boolean;
  type?: FieldType;
  values?: Record<string, string>;
  purposes?: string[];
};

/** The content of a file of `catalog/sources` that has passed its schema. */
export type RawSource = {
  source: string;
  name: Sentence;
  department: string;
  category: string;
  frequency: string;
  purposes: string[];
  legal_basis: Sentence;
  retention: Source['retention'];
  key: string[];
  seen?: string;
  parts: Record<string, Kind>;
  links?: [string, string, string][];
  feed?: Feed;
  fields: RawField[];
};

const CLASSES: readonly DataClass[] = ['open', 'internal', 'personal', 'sensitive'];

/**
 * Resolves the references of a declared source against the base tables.
 * @param fault called with the place in the file and what is wrong there, in words; the source is unusable then
 */
export function resolveSource(raw: RawSource, base: Base, fault: (path: string, words: string) => void): Source {
  const parts = Object.entries(raw.parts).map(([name, kind], index): Part => {
    if (!base.kinds[kind]) fault(`parts.${name}`, `${kind} is no kind of base.yaml`);
    return { name, kind, index };
  });
  const columns = new Set<string>();
  for (const [i, { column }] of raw.fields.entries()) {
    if (columns.has(column)) fault(`fields.${i}`, `the column ${column} stands here twice`);
    columns.add(column);
  }
  for (const column of [...raw.key, ...(raw.seen === undefined ? [] : [raw.seen])])
    if (!columns.has(column)) fault(raw.key.includes(column) ? 'key' : 'seen', `${column} is no column of this source`);
  return {
    code: raw.source,
    name: raw.name,
    department: raw.department,
    category: raw.category,
    frequency: raw.frequency,
    purposes: raw.purposes,
    legalBasis: raw.legal_basis,
    retention: raw.retention,
    key: raw.key,
    seen: raw.seen,
    parts,
    links: resolveLinks(raw, parts, base, fault),
    feed: raw.feed,
    fields: raw.fields.map((field, i) => resolveField(field, raw, parts, base, (words) => fault(`fields.${i}`, words))),
    raw,
  };
}

function resolveField(
  raw: RawField,
  source: RawSource,
  parts: readonly Part[],
  base: Base,
  fault: (words: string) => void,
): SourceField {
  const targets = [raw.to ?? []].flat().flatMap((path): Target[] => {
    const [name, field = ''] = path.split('.');
    const part = parts.find((each) => each.name === name);
    if (!part) fault(`${path}: this source has no part ${name}`);
    const declared = part && base.kinds[part.kind]?.fields[field];
    if (part && !declared) fault(`${path}: a ${part.kind} has no field ${field} in base.yaml`);
    return part && declared ? [{ part, field, base: declared }] : [];
  });
  const strict = targets.find((target) => target.base.type !== 'text');
  const type = raw.type ?? strict?.base.type ?? 'text';
  const codes = type === 'code' ? Object.keys(base.codes[strict?.base.codes ?? '']?.values ?? {}) : [];
  for (const [written, code] of Object.entries(raw.values ?? {}))
    if (type !== 'code' || !codes.includes(code))
      fault(`${raw.column}: ${written} → ${code}, which is no code of ${strict?.base.codes ?? 'this column'}`);
  const classes = [raw.class ?? 'open', ...targets.map((target) => target.base.class)];
  const strongest = classes.reduce((a, b) => (CLASSES.indexOf(b) > CLASSES.indexOf(a) ? b : a));
  if (raw.class && raw.class !== strongest)
    fault(`${raw.column}: declared ${raw.class}, but what it is mapped to is ${strongest}`);
  // a field may be used for less than its source, never for more
  const wider = (raw.purposes ?? []).filter((purpose) => !source.purposes.includes(purpose));
  if (wider.length > 0) fault(`${raw.column}: ${wider.join(', ')} is no purpose of the source`);
  return {
    column: raw.column,
    targets,
    type,
    codes,
    values: raw.values ?? {},
    class: raw.class ?? (targets.length > 0 ? strongest : 'internal'),
    trust: raw.trust ?? 50,
    required: raw.required === true || source.key.includes(raw.column),
    purposes: raw.purposes ?? source.purposes,
  };
}

function resolveLinks(
  raw: RawSource,
  parts: readonly Part[],
  base: Base,
  fault: (path: string, words: string) => void,
): Source['links'] {
  return (raw.links ?? []).flatMap(([from, relation, to], i) => {
    const [a, b] = [from, to].map((name) => parts.find((part) => part.name === name));
    const declared = base.relations[relation];
    if (!a || !b) fault(`links.${i}`, `${a ? to : from} is no part of this source`);
    if (!declared) fault(`links.${i}`, `${relation} is no relation of base.yaml`);
    if (!a || !b || !declared) return [];
    if (declared.from !== a.kind || declared.to !== b.kind)
      fault(`links.${i}`, `${relation} leads from a ${declared.from} to a ${declared.to}`);
    return [{ from: a, relation, to: b }];
  });
}
