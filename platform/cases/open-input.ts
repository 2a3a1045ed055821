import type { Urgency } from '@gewu/procedures/types';

/** What a report may say, whichever way it came in. */
export type OpenInput = {
  actId: string;
  procedure?: string | undefined;
  matter?: string | undefined;
  title?: string | undefined;
  description: string;
  lon?: number | undefined;
  lat?: number | undefined;
  place?: string | undefined;
  area?: string | undefined;
  urgency?: Urgency | undefined;
  files?: string[] | undefined;
  attributes?: Record<string, unknown> | undefined;
  anonymous?: boolean | undefined;
  confidential?: boolean | undefined;
  source?: string | undefined;
  channel?: string | undefined;
  contact?: { name: string; phone: string } | undefined;
  /** The moment it really happened; only the system (imports, the sample) may set it. */
  at?: Date | undefined;
  /** Why an import placed it where it did; kept in the routing reason. */
  placeReason?: string | undefined;
};
