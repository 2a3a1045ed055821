import type { Text } from '../../kit/text.ts';

export type Dialect = { key: string; name: Text; about: Text; transport: 'mqtt' | 'http' | 'sip'; base: string | null };

/** How a device speaks, and what the other side must be told. */
export type Speech = {
  dialect: string | null;
  base: string | null;
  rows: { key: string; value: string }[];
  snippet: string | null;
  off: 'mqtt' | 'sip' | null;
};
