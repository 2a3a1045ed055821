import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below this many bytes a second request costs more than the bytes. */
const LEAST = 1024;

/** Lays a `.br` and a `.gz` beside every text of the build; the server sends whichever the browser understands. */
export function compressAssets(): Plugin {
  return {
    name: 'gewu-compress-assets',
    apply: 'build',
    writeBundle({ dir: folder = '' }) {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|mjs|css|html|svg|webmanifest)$/.test(name)) continue;
        const text = readFileSync(join(folder, name));
        if (text.length < LEAST) continue;
        writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text, { params }));
      }
    },
  };
}
