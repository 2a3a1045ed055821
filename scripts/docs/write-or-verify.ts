import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a generated file, or only compares it with what is committed.
 * @returns whether the file is now (or was already) as it should be
 */
export function writeOrVerify(file: string, text: string, verify: boolean): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return true;
  if (verify) {
    console.error(`${file} is out of date; run \`npm run generate\`.`);
    return false;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return true;
}
