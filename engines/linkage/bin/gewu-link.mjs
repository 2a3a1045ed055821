#!/usr/bin/env node
// Runs the command line on the Node that comes with the project, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = join(dirname(fileURLToPath(import.meta.url)), '../src/cli/main.ts');
if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main);
} else {
  let node = process.execPath;
  try {
    const own = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
    if (existsSync(own)) node = own;
  } catch {
    console.error('gewu-link needs Node 24. gewu-link 需要 Node 24。');
    process.exit(1);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; this one only waits for it to put things in order.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
