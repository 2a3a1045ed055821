import type { DuckDBConnection } from '@duckdb/node-api';

/** A text in the two languages every declaration carries. */
export type Text = { zh: string; en: string };

/**
 * One test of a level. `field` in a test looks at another field than the comparison's own. Every test is symmetric:
 * exchanging the two rows never changes its answer.
 *
 * - exact: equal; with `fields`, equal in each of them (address parts by level)
 * - jaro_winkler: similarity of at least `least`, 0 to 1 · edits: Damerau–Levenshtein distance of at most `most`, in
 *   bytes of UTF-8: for letters and digits, while Chinese names have tests of their own
 * - crossed: the field of one row equals `with` of the other, at least one way round both exchanged (given and surname)
 * - contains: one text holds the other, the shorter of at least `least` characters
 * - date_parts: dates agree in the named parts · date_swap: day and month exchanged · days: at most `most` days apart
 * - distance: numbers at most `most` apart · ratio: smaller by larger at least `least`
 * - kilometres: great circle between (field, `longitude`) of at most `most`; the field is the latitude in degrees
 * - overlap: lists share at least `least` of the smaller one · jaccard: shared by all, at least `least`
 * - same_pinyin: read alike, tones apart · one_character: same length from two characters on, exactly one differs
 * - same_characters: the same characters in another order · similar_shape: where characters differ, they look alike
 * - similar_digits: same length, one digit differs by a neighbour on the keypad or by a look-alike
 * - one_digit: same length, exactly one letter or digit differs · transposed: two neighbouring ones exchanged
 * - check_digit: citizen numbers equal but for the last character · old_form: one is the 15-digit form of the other
 * - citizen_doubtful: at least one is not an 18-character number with a right check digit; as the last declared level it
 *   leaves "different" to two different right numbers, which no slip explains
 * - sql: any DuckDB condition over `l.` and `r.`; the declarer keeps it symmetric
 * - all, any: combined
 */
export type LevelTest =
  | { is: 'exact'; field?: string; fields?: string[] }
  | { is: 'jaro_winkler'; least: number; field?: string }
  | { is: 'edits'; most: number; field?: string }
  | { is: 'crossed'; with: string; field?: string }
  | { is: 'contains'; least: number; field?: string }
  | { is: 'date_parts'; parts: ('year' | 'month' | 'day')[]; field?: string }
  | { is: 'date_swap'; field?: string }
  | { is: 'days'; most: number; field?: string }
  | { is: 'distance'; most: number; field?: string }
  | { is: 'ratio'; least: number; field?: string }
  | { is: 'kilometres'; most: number; longitude: string; field?: string }
  | { is: 'overlap'; least: number; field?: string }
  | { is: 'jaccard'; least: number; field?: string }
  | { is: 'same_pinyin'; field?: string }
  | { is: 'one_character'; field?: string }
  | { is: 'same_characters'; field?: string }
  | { is: 'similar_shape'; field?: string }
  | { is: 'similar_digits'; field?: string }
  | { is: 'one_digit'; field?: string }
  | { is: 'transposed'; field?: string }
  | { is: 'check_digit'; field?: string }
  | { is: 'old_form'; field?: string }
  | { is: 'citizen_doubtful'; field?: string }
  | { is: 'sql'; condition: string }
  | { is: 'all'; of: LevelTest[] }
  | { is: 'any'; of: LevelTest[] };

/** A level of agreement, best first. Two rows stand at the first level whose test holds. */
export type Level = {
  name: Text;
  when: LevelTest;
  /**
   * How far the weight of this level follows how common the value is: 1 wholly, 0 (the default) not at all. Of two
   * values that differ the commoner counts.
   */
  frequency?: number;
};

export type Comparison = {
  key: string;
  name: Text;
  /** The field that is compared. A row without it stands at "unknown" and the comparison says nothing. */
  field: string;
  /**
   * Further fields judged by the same comparison, because they depend on each other (a phone and a home that a family
   * shares): it is unknown only where none of them is known of both rows.
   */
  also?: string[];
  /** Best first; what is left is the implied last level, "different". */
  levels: Level[];
};

export type Field = {
  /** A DuckDB expression over the columns of the table, by default the column of the field's name. */
  expression?: string;
  /**
   * What the engine derives itself: `pinyin` reads the field `of` once per distinct value. Fields that same_pinyin
   * needs are derived without being declared.
   */
  derive?: { pinyin: string };
};

export type BlockingRule = {
  key: string;
  /** DuckDB expressions over the fields, e.g. `name`, `substr(citizen, 1, 10)`. Rows that are equal in all are compared. */
  on: string[];
  /** Blocks with more rows than this are left out and named in the report: 5,000 by default. */
  largest?: number;
};

export type LinkageModel = {
  model: string;
  version: number;
  name: Text;
  /** dedupe: within all rows · link: only between rows of different sources · both: within and between. */
  kind: 'dedupe' | 'link' | 'both';
  /** Column with the row's own id, a number or a text, unique over all rows. */
  id: string;
  /** Column that names the source of a row; needed for `link`, and for `one_to_one`. */
  source?: string;
  /** Each source holds nobody twice, so that a row has at most one partner in each other source. */
  one_to_one?: boolean;
  fields: Record<string, Field>;
  comparisons: Comparison[];
  /** Pairs that share any of these blocks are compared. */
  blocking: BlockingRule[];
  /** Rules that are nearly always right, with the share of all matches they are guessed to find together, 0 to 1. */
  deterministic: { rules: string[][]; recall: number };
  /** Rules under which EM learns m, by default those of `blocking`. Each comparison must be free in at least one. */
  training?: string[][];
  /** Weights, log2 of the odds. `link`: pairs below are not kept · `cluster`: from here on two rows are one. */
  thresholds: { link: number; cluster: number };
  /** Fields that hold a hard identifier: a cluster with two different values in conflict is looked at for bridges. */
  identifiers?: string[];
};

export type TrainedLevel = {
  /** Share of matches and of non-matches that stand at this level. */
  m: number;
  u: number;
  /** log2(m / u), kept so that a reader need not compute it. */
  weight: number;
  /** false where training never saw the level and m or u is a bounded guess. */
  seen: boolean;
};

export type TrainedComparison = {
  key: string;
  /** One a declared level, in order, and the last for "different". */
  levels: TrainedLevel[];
};

/** What training found; runs later, and elsewhere, without training. Versioned JSON. */
export type TrainedModel = {
  format: 'gewu-linkage';
  formatVersion: 1;
  model: LinkageModel;
  /** SHA-256 of the canonical JSON of `model`. */
  hash: string;
  /** Probability that two rows drawn at random are one, before anything is compared. */
  prior: number;
  /** log2 of the odds of `prior`: every pair's weight starts here. */
  priorWeight: number;
  comparisons: TrainedComparison[];
  trainedOn: { rows: number; distinct: number; seed: number };
  warnings: LinkageWarning[];
};

export type LinkageWarning =
  | { kind: 'level-never-seen'; comparison: string; level: number; in: 'm' | 'u' }
  | { kind: 'comparison-never-free'; comparison: string }
  | { kind: 'rule-explodes'; rule: string; pairs: number; limit: number }
  | { kind: 'blocks-skipped'; rule: string; blocks: number; rows: number; largest: number; example: string }
  | { kind: 'prior-without-matches' };

/** What a blocking rule would cost, counted from block sizes before anything is compared. */
export type RuleCount = { rule: string; blocks: number; pairs: number; largestBlock: number; skippedBlocks: number };

export type Progress = {
  phase: 'prepare' | 'count' | 'train' | 'predict' | 'update';
  /** 0 to 1 within the phase. */
  done: number;
  detail?: string;
};

export type LinkerOptions = {
  connection: DuckDBConnection;
  /** The rows: a table, a view or any relation as it may stand after FROM. */
  table: string;
  /** A schema of the connection that the linker owns: made when missing, its tables replaced. */
  schema: string;
  model: LinkageModel;
  /** Drives every sample; the same rows and seed give the same model whatever the order of the rows. Default 1. */
  seed?: number;
  /** Sets DuckDB's memory limit, e.g. `4GB`; work that does not fit spills. Unset: the connection's own. */
  memory?: string;
  /** Pairs that a rule may cost before it is refused as exploding. Default 2,000 million. */
  mostPairs?: number;
  onProgress?: (progress: Progress) => void;
  /** Stops between two chunks; what is finished stays and a later run with `resume` goes on from there. */
  signal?: AbortSignal;
};

export type PredictOptions = {
  /** Least weight of a link that is kept, by default the model's `thresholds.link`. */
  least?: number;
  /** Go on with the chunks that an earlier, stopped run in the same schema left undone. */
  resume?: boolean;
};

export type Prediction = {
  rows: number;
  /** Distinct rows: those that agree in every field are one node. */
  nodes: number;
  /** Pairs compared, and those kept. */
  pairs: number;
  links: number;
  warnings: LinkageWarning[];
};

/**
 * Works in `schema` and leaves these tables there (see `tables.ts` for the exact columns):
 *
 * - `rows` (record, node INTEGER): every row of the table, with its node
 * - `nodes` (node INTEGER, record, …): nodes are numbered 0 … n−1 without gaps; `record` is the least id of its rows;
 *   beside them one column a field, and keys of the blocks
 * - `links` (node_l INTEGER, node_r INTEGER, weight FLOAT, pattern UBIGINT): node_l < node_r, each pair once
 * - view `record_links` (id_l, id_r, weight, probability, gamma_<comparison>): the same with ids of rows
 *
 * Two rows with the same node agree in every field and hold enough to be one (their weight against themselves reaches
 * `thresholds.link`); rows that hold too little have nodes of their own.
 */
export type Linker = {
  /** Block sizes by rule, without comparing anything. */
  count(): Promise<RuleCount[]>;
  /** Learns from the rows themselves, without truth. */
  train(): Promise<TrainedModel>;
  predict(trained: TrainedModel, options?: PredictOptions): Promise<Prediction>;
  /**
   * Links of new or changed rows against all rows and among each other. `changed` is a relation whose first column
   * holds their ids. Leaves the same tables, holding only rows that touch a changed one; cost follows the number of
   * changed rows but for one scan of the table.
   */
  update(trained: TrainedModel, changed: string, options?: PredictOptions): Promise<Prediction>;
};

/** A piece of the links as typed arrays, for union-find. */
export type LinkChunk = { left: Int32Array; right: Int32Array; weight: Float32Array };
