import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Sentence } from '../../http/problem.ts';

export type FieldClass = 'open' | 'internal' | 'personal' | 'sensitive';
export type BaseField = Sentence & {
  type: 'text' | 'citizen' | 'uscc' | 'phone' | 'date' | 'number' | 'code' | 'address' | 'area' | 'component';
  codes?: string;
  class: FieldClass;
  key?: boolean;
  survives: 'trust' | 'recency';
};
export type BaseKind = { name: Sentence; linked?: boolean; fields: Record<string, BaseField> };
export type BaseRelation = Sentence & { from: string; to: string };
export type CodeTable = { standard?: string; values: Record<string, Sentence> };

/** The base tables as catalog/records/base.yaml declares them. */
export type Base = {
  kinds: Record<string, BaseKind>;
  relations: Record<string, BaseRelation>;
  codes: Record<string, CodeTable>;
};

const known = new Map<string, Base>();

/** Reads the declared base tables; once a folder, they do not change while the program runs. */
export function readBase(dir: string = CATALOGUE_DIR): Base {
  const found = known.get(dir) ?? (parse(readFileSync(join(dir, 'records/base.yaml'), 'utf8')) as Base);
  known.set(dir, found);
  return found;
}
