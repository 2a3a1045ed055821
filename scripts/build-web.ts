// Builds the three faces into dist/web when they are missing or older than their sources (by content, so that a
// checkout which only touches times builds nothing). `--force` builds anyway.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSources, ROOT } from './list-sources.ts';

const stamp = join(ROOT, 'dist/web/.stamp');
const now = hashSources();
const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
if (!isFresh || process.argv.includes('--force')) {
  console.log('Building the web faces · 正在构建网页…');
  const vite = await import('vite');
  // built aside and put in place whole: two builds at once, or one broken off, never leave half a face behind
  const dist = join(ROOT, 'dist/web');
  const aside = `${dist}.${process.pid}`;
  const build = { outDir: aside, emptyOutDir: true };
  await vite.build({ root: join(ROOT, 'web'), configFile: join(ROOT, 'web/vite.config.ts'), logLevel: 'warn', build });
  writeFileSync(join(aside, '.stamp'), now);
  rmSync(`${aside}.old`, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, `${aside}.old`);
  renameSync(aside, dist);
  rmSync(`${aside}.old`, { recursive: true, force: true });
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const [name, content] of listSources([
    '.ts',
    '.tsx',
    '.js',
    '.css',
    '.html',
    '.svg',
    '.json',
    '.webmanifest',
    '.yaml',
  ])) {
    const matters = name.startsWith('web/') || name.startsWith('engines/') || name === 'package-lock.json';
    if (matters && !/\.test\.tsx?$/.test(name)) hash.update(`${name}\0${content}\0`);
  }
  return hash.digest('hex');
}
