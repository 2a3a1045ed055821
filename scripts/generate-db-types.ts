// Writes platform/db/types.ts from the live schema: a throw-away database, all migrations, then the generator.
// `--verify` only compares and fails when the committed file is out of date.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../platform/db/migrate.ts';
import { startEmbedded } from '../platform/db/start-embedded.ts';

const folder = mkdtempSync('/tmp/gewu-types-');
execFileSync('chmod', ['711', folder]);
const server = await startEmbedded(folder, 'throw-away');
try {
  await migrate(server.url, { appPassword: 'a', authPassword: 'b', jobsPassword: 'c', vaultPassword: 'd' });
  const mapping = { int8: 'number', numeric: 'number', date: 'string', xid8: 'string' };
  const args = [
    '--url',
    server.url,
    '--dialect',
    'postgres',
    '--default-schema',
    'gewu',
    '--include-pattern',
    'gewu.*',
  ];
  args.push(
    '--type-mapping',
    JSON.stringify(mapping),
    '--out-file',
    join(import.meta.dirname, '../platform/db/types.ts'),
  );
  if (process.argv.includes('--verify')) args.push('--verify');
  execFileSync(join(import.meta.dirname, '../node_modules/.bin/kysely-codegen'), args, { stdio: 'inherit' });
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
