import type { Sentence } from '../../http/problem.ts';

export type Kind =
  | 'person'
  | 'household'
  | 'dwelling'
  | 'building'
  | 'compound'
  | 'organisation'
  | 'place'
  | 'component';
export type FieldType =
  | 'text'
  | 'citizen'
  | 'phone'
  | 'uscc'
  | 'date'
  | 'number'
  | 'code'
  | 'address'
  | 'area'
  | 'component';
export type DataClass = 'open' | 'internal' | 'personal' | 'sensitive';

/** A field of a base table as `catalog/records/base.yaml` declares it. */
export type BaseField = Sentence & {
  type: FieldType;
  codes?: string;
  class: DataClass;
  survives: 'trust' | 'recency';
  key?: boolean;
};
export type BaseKind = { name: Sentence; linked?: boolean; fields: Record<string, BaseField> };

/** The base tables: what the district keeps, how things stand to each other, and the codes in use. */
export type Base = {
  kinds: Record<Kind, BaseKind>;
  relations: Record<string, Sentence & { from: Kind; to: Kind }>;
  codes: Record<string, { standard?: string; values: Record<string, Sentence> }>;
};

/** One entity that a row of the source speaks of; `index` is its place in the declaration, as `part` in the tables. */
export type Part = { name: string; kind: Kind; index: number };

/** A place in the base tables that a column fills. */
export type Target = { part: Part; field: string; base: BaseField };

/** One column of a source with everything that follows from the declaration and the base tables. */
export type SourceField = {
  column: string;
  targets: Target[];
  /** What the cell must be: its own type, else that of its targets (the first that is not free text). */
  type: FieldType;
  /** Codes that a cell of type code may become. */
  codes: readonly string[];
  /** What the department writes → code of the base tables. */
  values: Readonly<Record<string, string>>;
  class: DataClass;
  trust: number;
  required: boolean;
  /** What the field may be used for: the source's purposes, or fewer. */
  purposes: readonly string[];
};

export type Feed =
  | { kind: 'postgres'; url: string; query: string; every: string; partial?: boolean }
  | { kind: 'http-json'; url: string; path: string; rows?: string; every: string; partial?: boolean };

/** A source with its references resolved. */
export type Source = {
  code: string;
  name: Sentence;
  department: string;
  category: string;
  frequency: string;
  purposes: string[];
  legalBasis: Sentence;
  retention: { years: number; from: 'vanished' | 'received'; destruction: 'key' | 'delete' };
  key: string[];
  seen: string | undefined;
  parts: Part[];
  links: { from: Part; relation: string; to: Part }[];
  feed: Feed | undefined;
  fields: SourceField[];
  /** The file's content as read, kept in the table `source`. */
  raw: object;
};
