/** An act as the rules see it: everything about it that is not in the case or the declaration. */
export type ActRequest = {
  act: string;
  actId: string;
  at: Date;
  account: string;
  /** null for residents and the system */
  post: number | null;
  note: string | null;
  data: Record<string, unknown>;
  files: string[];
  request: Buffer;
  /** Who holds the case afterwards, already looked up by the host from the act's `gives`; undefined: as before. */
  holder: { post: number | null; unit?: number } | undefined;
};
