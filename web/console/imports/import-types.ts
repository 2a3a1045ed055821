import type { Text } from '../../kit/text.ts';

export type ImportState = 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled' | 'withdrawing' | 'withdrawn';
export type Crs = 'wgs84' | 'gcj02' | 'bd09';

/** An import as a list shows it. */
export type Batch = {
  id: number;
  name: string;
  kind: string;
  area: string;
  areaName: string;
  state: ImportState;
  total: number;
  accepted: number;
  refused: number;
  waiting: number;
  message: Text | null;
  createdAt: string;
  finishedAt: string | null;
};

/** One import with its columns, the proposed or chosen mapping (field -> column), and the first refused rows. */
export type BatchDetail = Batch & {
  columns: { name: string; sample: string }[];
  mapping: Record<string, string>;
  crs: Crs;
  fields: { key: string; name: Text; required: boolean }[];
  sameAs: number | null;
  problems: { line: number; reasons: Text[] }[];
};
