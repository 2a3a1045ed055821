import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Open311Settings = {
  contact: string;
  key_service: string;
  /** Matters answered with a token first. */
  batch: readonly string[];
  /** Matters answered with neither token nor id, and never listed. */
  blackbox: readonly string[];
};

/** Reads `open311.yaml` of the catalogue folder. */
export function readOpen311Settings(catalogFolder: string): Open311Settings {
  return parse(readFileSync(join(catalogFolder, 'open311.yaml'), 'utf8')) as Open311Settings;
}
