import { Command, CommanderError } from 'commander';
import { registerLookCommands } from './register-look-commands.ts';
import { registerRunCommands } from './register-run-commands.ts';
import { chooseLanguage, Fault } from './speak.ts';

export type CommonOptions = { work: string; memory?: string; threads?: string; trained?: string };
/** Makes a command with the options that every command has. */
export type Make = (name: string, description: string) => Command;

const language = chooseLanguage(process.argv.slice(2), process.env);
const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);

const program = new Command('gewu-link')
  .description(
    t('概率记录链接：哪些行说的是同一个对象', 'probabilistic record linkage: which rows are one and the same'),
  )
  .exitOverride();
const make: Make = (name, description) =>
  program
    .command(name)
    .description(description)
    .option('-w, --work <folder>', t('工作目录', 'work folder'), '.gewu-link')
    .option('--trained <file>', t('训练好的模型，默认在工作目录中', 'the trained model, by default in the work folder'))
    .option('--memory <size>', t('最多使用的内存，如 4GB', 'memory to use at most, e.g. 4GB'))
    .option('--threads <n>', t('线程数', 'threads'))
    .option('--lang <zh|en>', t('语言', 'language'))
    .exitOverride();
registerRunCommands(make, language);
registerLookCommands(make, language);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const text = error instanceof Fault ? error.text[language] : error instanceof Error ? error.message : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = error instanceof Fault && error.stopped ? 130 : 1;
  }
}
