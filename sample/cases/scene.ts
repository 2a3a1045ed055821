import type { PostEntry } from '../../platform/access/post-cache.ts';
import type { CaseRecord } from '../../platform/cases/case-record.ts';
import type { Random } from '../random.ts';
import type { KnownMatter } from './matter-text.ts';
import type { PostBook } from './post-book.ts';

/** Who does a move: found anew from the case as it stands. */
export type Who = 'owner' | 'desk' | 'superior' | 'reporter' | 'helper' | 'system';

/** One thing somebody does in a story. */
export type Move = {
  act: string;
  by: Who;
  note?: string;
  data?: Record<string, unknown>;
  target?: PostEntry | undefined;
  /** Median share of the stage's limit that passes first; above 1 it will be late. */
  speed?: number;
  /** Median hours that pass first, where no limit drives the doer. */
  hours?: number;
};

/** How a case goes: yields moves, is given the case as it then stands, and ends when it has nothing more to tell. */
export type Story = Generator<Move, void, CaseRecord>;

export type Scene = {
  random: Random;
  text: KnownMatter;
  book: PostBook;
  /** Acts that the case's procedure has. */
  acts: ReadonlySet<string>;
  /** Whether a resident waits for the answer, somebody called, or a worker found it on patrol. */
  origin: 'resident' | 'caller' | 'patrol' | 'office';
  /** Number of an earlier open report of the same thing, if there is one. */
  twin: string | undefined;
  /** A state that this case shall come through, to be forgotten there. */
  wish: string | undefined;
  /** The grid worker deals with it without passing it up. */
  keeps: boolean;
};
