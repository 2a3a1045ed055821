import type pg from 'pg';
import type { Sealer } from '../access/seal.ts';
import type { Config } from '../config.ts';

/** What the heavy runs need: they work in a process of their own, without the server's caches and queue. */
export type RecordsContext = { config: Config; pool: pg.Pool; sealer: Sealer };
