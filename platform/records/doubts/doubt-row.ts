import type { BaseField } from '../sources/declaration.ts';

/** A doubt as the base raised it, with what is needed to ask about it. */
export type DoubtRow = {
  id: number;
  kind: 'link' | 'conflict' | 'vacancy' | 'stale';
  entities: number[];
  field: string | null;
  options: { value: unknown }[];
};

/** What a question may say of an entity; fields may name sensitive values. */
export type Spoken = { id: number; kind: string; label: string; minor: boolean; fields: Record<string, unknown> };

/** What else a question is drawn from: the declared field, its codes, and sensitive values by their names. */
export type QuestionBook = {
  field(kind: string, name: string): BaseField | undefined;
  code(table: string, value: string): { zh: string; en: string } | undefined;
  /** The kind's own name, for entities without a better one. */
  kindName(kind: string): { zh: string; en: string };
  secret(value: unknown): unknown;
};
