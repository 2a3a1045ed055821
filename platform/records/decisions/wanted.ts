/** What somebody wants to decide about the base. */
export type Wanted =
  | { kind: 'merge' | 'same' | 'differ'; entities: readonly number[]; reason: string; caseId?: number }
  | { kind: 'split'; entity: number; records: readonly number[]; reason: string; caseId?: number }
  | { kind: 'correct'; entity: number; field: string; value: unknown; reason: string; caseId?: number };

/** One part of a row. */
export type Voice = { record: number; part: number };
/** Rows pinned to an entity, as kept in `decision.data`: [record, part, entity]. */
export type Placed = [record: number, part: number, entity: number];

/** `data` of a decision: where rows were pinned by it, and where they were before. */
export type DecisionData = {
  pins?: Placed[];
  before?: Placed[];
  /** split: the rows that were taken out */
  records?: readonly number[];
  field?: string;
  value?: unknown;
  /** Values that rows held when the correction was made: sent again, they do not undo it. */
  against?: unknown[];
  /** Keys of a corrected address, as the table `address` of the work store has them. */
  place?: [
    area: string | null,
    compound: string | null,
    building: string | null,
    dwelling: string | null,
    level: number,
  ];
};
