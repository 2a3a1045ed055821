// The command line from outside: the README's five minutes as written, and a prediction killed in its middle.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const engine = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'gewu-link-test-'));
symlinkSync(join(engine, '..'), join(folder, 'engines'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string };

/** Runs `gewu-link`; `killAt` kills it, as a power cut would, when it has said these words. */
function gewuLink(args: string[], killAt?: string): Promise<Ended> {
  const child = spawn(process.execPath, [join(engine, 'bin/gewu-link.mjs'), ...args, '--lang', 'en'], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
      if (killAt && output.includes(killAt)) child.kill('SIGKILL');
    });
  return new Promise((done) => child.on('close', (code, signal) => done({ code, signal, output })));
}

const fake = [
  '--model',
  'engines/linkage/examples/fake-1000.yaml',
  '--input',
  'engines/linkage/examples/data/fake-1000.csv',
];
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

it('does what the README shows', { timeout: 180_000 }, async () => {
  const block = /```sh\n([\s\S]*?)```/.exec(readFileSync(join(engine, 'README.md'), 'utf8'))?.[1] ?? '';
  const commands = block.trim().split('\n');
  expect(commands.length).toBeGreaterThan(5);
  for (const line of commands) {
    const [npx, name, ...args] = line.split(/\s+/);
    expect([npx, name]).toEqual(['npx', 'gewu-link']);
    const { code, output } = await gewuLink(args);
    expect(output, line).not.toMatch(/Error|undefined|NaN/);
    expect(code, `${line}\n${output}`).toBe(0);
  }
  expect(read('entities.csv').trim().split('\n')).toHaveLength(1001);
  expect(read('scores.svg')).toContain('best F1');
  expect(read('why.svg')).toContain('Robert ↔ Robert');
  expect(read('doubtful.csv')).toContain('first_name_l,first_name_r');
  expect(existsSync(join(folder, 'links.parquet'))).toBe(true);
});

it('goes on after a kill and ends where an undisturbed run ends', { timeout: 180_000, retry: 2 }, async () => {
  for (const name of ['calm', 'killed']) rmSync(join(folder, name), { recursive: true, force: true });
  const calm = await gewuLink(['run', ...fake, '--work', 'calm', '--out', 'calm.csv']);
  expect(calm.code, calm.output).toBe(0);

  const at = ['--work', 'killed'];
  expect((await gewuLink(['train', ...fake, ...at])).code).toBe(0);
  const killed = await gewuLink(['predict', ...at], 'predict 25 %');
  expect(killed.signal, killed.output).toBe('SIGKILL');
  expect(killed.output).not.toContain('links kept');
  const resumed = await gewuLink(['predict', ...at, '--resume']);
  expect(resumed.code, resumed.output).toBe(0);
  expect(resumed.output).not.toContain('prepare'); // it went on with what was there
  expect((await gewuLink(['cluster', ...at, '--out', 'killed.csv'])).code).toBe(0);
  expect(read('killed.csv')).toBe(read('calm.csv'));

  const judged = await gewuLink(['evaluate', ...at, '--truth', 'cluster', '--json']);
  const { best, clusters } = JSON.parse(judged.output) as { best: { f1: number }; clusters: { f1: number } };
  expect(best.f1).toBeGreaterThan(0.862);
  expect(clusters.f1).toBeGreaterThan(0.9);
});

it('speaks in words when something is wrong, and answers with its exit code', { timeout: 60_000 }, async () => {
  const faults: [string[], number, RegExp][] = [
    [['predict', '--work', 'none'], 1, /There is no trained model/],
    [['run', '--work', 'none', '--model', fake[1]!, '--input', 'none.csv'], 1, /There is no file none\.csv/],
    [
      ['run', '--work', 'none', '--model', fake[1]!, '--input', `${engine}/examples/data/fake-1000-labels.csv`],
      1,
      /no column unique_id, only/,
    ],
    [['run', '--work', 'none', ...fake, '--memory', 'much'], 1, /Memory is written as 4GB/],
    [['fly'], 2, /unknown command/],
  ];
  for (const [args, code, words] of faults) {
    const ended = await gewuLink(args);
    expect(ended.output).toMatch(words);
    expect(ended.code).toBe(code);
  }
});
