import { createPostCache } from '../../../access/post-cache.ts';
import { createSealer } from '../../../access/seal.ts';
import type { Config } from '../../../config.ts';
import { openPool } from '../../../db/open-pool.ts';
import type { Context } from '../../../http/context.ts';
import { decide } from '../../decisions/decide.ts';
import { settleWith } from '../settle-doubt.ts';
import { takeAnswers } from '../take-answers.ts';

export type DieOrder = { url: string; config: Config; after: number };

// A server of its own that takes answers back and is killed right after so many decisions were made.
process.once('message', ({ url, config, after }: DieOrder) => {
  const pool = openPool(url, 'gewu_app', config.secrets.appPassword, 4);
  const ctx = {
    config,
    pool,
    sealer: createSealer(config.secrets),
    caches: { posts: createPostCache(pool) },
  } as unknown as Context;
  let made = 0;
  void takeAnswers(
    ctx,
    settleWith(async (...wanted) => {
      await decide(...wanted);
      made += 1;
      if (made === after) process.kill(process.pid, 'SIGKILL');
    }),
  ).then(() => process.exit(0));
});
