import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Runs `gewu …` on a data folder, with further variables, and waits for its end. */
export function runGewu(
  folder: string,
  args: string[],
  more: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['platform/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, GEWU_DATA: folder, ...more },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}
