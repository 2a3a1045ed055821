import type { FormSchema } from '../../../kit/json-form.ts';
import type { Text } from '../../../kit/text.ts';

export type Vault = {
  code: string;
  name: Text;
  owner: string;
  purpose: Text;
  legalBasis: Text;
  years: number;
  destruction: Text;
  form: FormSchema | null;
  standing: 'owner' | 'auditor' | 'manager';
};
export type Seen = {
  found: boolean;
  subject: string | null;
  fields: Record<string, unknown> | null;
  addedAt: string | null;
  retentionEnd: string | null;
};
export type Counts = { day: string; total: number | null; cells: { area: string; name: string; n: number | null }[] };
export type Use = { day: string; post: number; postName: string; act: 'look' | 'add'; n: number; cases: number };
export type Destruction = {
  id: number;
  subjects: number;
  rule: 'retention' | 'request';
  reason: string;
  askedAt: string;
  approvals: { postName: string; at: string }[];
  state: 'waiting' | 'destroying' | 'destroyed';
  mayApprove: boolean;
  destroyedAt: string | null;
  certificate: object | null;
  hash: string | null;
};
