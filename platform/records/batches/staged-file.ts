import { join } from 'node:path';
import type { Config } from '../../config.ts';

/** Where a file lies sealed, as it came, by its hash: the same file sent twice is kept once. */
export function stagedFile(config: Pick<Config, 'dataFolder'>, sha256: Buffer): string {
  const name = sha256.toString('hex');
  return join(config.dataFolder, 'records/files', name.slice(0, 2), `${name}.sealed`);
}
