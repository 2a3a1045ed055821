import { Logger, makeWorkerUtils, type Runner, run, type TaskList } from 'graphile-worker';
import type pg from 'pg';

/** The queue speaks up when something is wrong, not to say that it is there. */
const logger = new Logger((scope) => (level, message) => {
  if (level === 'error' || level === 'warning') process.stderr.write(`${scope.label ?? 'jobs'}: ${message}\n`);
});

export type JobQueue = {
  /** @param key two jobs with one key are one job */
  add(task: string, payload: Record<string, unknown>, key?: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * The queue in PostgreSQL, under a role that owns the queue's tables and nothing else.
 * @param pool signs in as `gewu_jobs`
 */
export async function createJobQueue(pool: pg.Pool): Promise<JobQueue> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger });
  await utils.migrate();
  return {
    async add(task, payload, key) {
      await utils.addJob(task, payload, key ? { jobKey: key } : {});
    },
    close: async () => utils.release(),
  };
}

/**
 * Runs the tasks of the queue in this process until stopped.
 * @param crontab lines of graphile-worker's crontab
 */
export async function runJobs(pool: pg.Pool, tasks: TaskList, crontab: string): Promise<Runner> {
  return run({
    pgPool: pool,
    taskList: tasks,
    crontab,
    concurrency: 2,
    pollInterval: 1000,
    noHandleSignals: true,
    logger,
  });
}
