import { closeSync, openSync, writeSync } from 'node:fs';

export type LineFile = { write(line: string): void; close(): void };

const CHUNK = 1 << 20;

/** A text file that is written line by line in large pieces. Lines bring their own line break. */
export function createLineFile(path: string): LineFile {
  const file = openSync(path, 'w');
  let lines: string[] = [];
  let length = 0;
  const flush = () => {
    if (lines.length > 0) {
      const bytes = Buffer.from(lines.join(''), 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }
    lines = [];
    length = 0;
  };
  return {
    write(line) {
      lines.push(line);
      length += line.length;
      if (length > CHUNK) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
