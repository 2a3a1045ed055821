#!/usr/bin/env node
// Runs the command line on the Node that comes with the project, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = join(dirname(fileURLToPath(import.meta.url)), '../main.ts');
let node = process.execPath;
if (Number(process.versions.node.split('.')[0]) < 24) {
  const own = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
  if (existsSync(own)) node = own;
}
const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
