import { Command } from 'commander';
import { registerAreasCommands } from './areas-commands.ts';
import { registerAuditCommands } from './audit-commands.ts';
import { registerDevices } from './devices-command.ts';
import { registerDoctor } from './doctor.ts';
import { registerImport } from './import-command.ts';
import { registerRecords } from './records-commands.ts';
import { registerRecordsLink } from './records-link-command.ts';
import { registerSample } from './sample-command.ts';
import { registerSetup } from './setup-command.ts';
import { registerStart } from './start-command.ts';

/** The `gewu` command line. */
export function buildProgram(): Command {
  const program = new Command('gewu').description('Gewu 格物: a district governs through a grid').showHelpAfterError();
  registerStart(program);
  registerSetup(program);
  registerSample(program);
  registerImport(program);
  registerRecordsLink(registerRecords(program));
  registerAreasCommands(program);
  registerAuditCommands(program);
  registerDevices(program);
  registerDoctor(program);
  return program;
}
