import { spawn } from 'node:child_process';
import { ROOT } from './list-sources.ts';

export type Step = { name: string; command: string; args: readonly string[] };
export type Outcome = { name: string; ok: boolean; seconds: number; output: string };

/**
 * Runs commands of the repository, `atOnce` at a time, and keeps what they printed.
 * @param told called at the end of each step
 */
export async function runSteps(
  steps: readonly Step[],
  atOnce: number,
  told: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const left = [...steps];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let step = left.shift(); step; step = left.shift()) {
      const outcome = await runStep(step);
      outcomes.push(outcome);
      told(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

function runStep({ name, command, args }: Step): Promise<Outcome> {
  const from = performance.now();
  let output = '';
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  return new Promise((done) => {
    const end = (ok: boolean) => done({ name, ok, seconds: (performance.now() - from) / 1000, output });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
