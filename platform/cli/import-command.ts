import type { Command } from 'commander';
import { createProgress } from './create-progress.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu import petitions FILE`. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('bring files in')
    .command('petitions')
    .argument('<file>', 'messages with replies, XLSX or CSV')
    .description('replay messages and their replies through the loop at their real times')
    .action((file: string) =>
      withInstallation(async (installation) => {
        const { runImportPetitions } = await import('../intake/petitions/run-import-petitions.ts');
        const progress = createProgress('import 导入');
        const report = await runImportPetitions(installation.ctx, file, { onProgress: progress.report });
        progress.stop();
        process.stdout.write(`${report}\n`);
      }),
    );
}
