import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the cluster that all test files of one run share; started by the first that asks. */
    clusterFolder: string;
  }
}

/** Vitest global setup: names the folder of the shared cluster; the teardown stops the server if a test started it. */
export function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gewu-test-'));
  chmodSync(folder, 0o711); // under root the database runs as another user
  project.provide('clusterFolder', folder);
  return async () => {
    await stopServer(join(folder, 'pg/postmaster.pid'));
    rmSync(folder, { recursive: true, force: true });
  };
}

async function stopServer(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT'); // nothing in it is worth a clean end
  for (let i = 0; i < 100 && isAlive(pid); i++) await new Promise((done) => setTimeout(done, 50));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
