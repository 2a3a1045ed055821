import { basename } from 'node:path';
import { readRowsFrom } from '../io/read-rows-from.ts';
import { quoteName, quoteText, readNumber, readRows } from '../run-sql.ts';
import type { LinkageModel } from '../types.ts';
import { listColumns, type Work } from './open-work.ts';
import { count, Fault } from './speak.ts';

/**
 * Loads the rows of all inputs into one table. An input may carry a name, `hospital=rows.csv`; where the model asks
 * for a source and the rows have no such column, the name (or that of the file) becomes it.
 *
 * @param options.table where they go, `input` by default
 * @param options.encoding of CSV files that are not in UTF-8
 * @throws Fault when a column of the id or source is missing, or an id is empty or stands twice
 */
export async function loadInput(
  work: Work,
  model: LinkageModel,
  inputs: readonly string[],
  { table = 'input', encoding }: { table?: string; encoding?: string } = {},
): Promise<void> {
  const { connection } = work;
  const parts: string[] = [];
  for (const [at, input] of inputs.entries()) {
    const [, named, from = input] = /^([\p{L}\p{N}_-]+)=(.+)$/u.exec(input) ?? [];
    await readRowsFrom(connection, from, `part_${at}`, encoding);
    const present = await listColumns(connection, `part_${at}`);
    const source = named ?? basename(from.split('#').at(-1) ?? from).replace(/\..*$/, '');
    const own =
      model.source && !present.includes(model.source) ? `, ${quoteText(source)} as ${quoteName(model.source)}` : '';
    parts.push(`select *${own} from part_${at}`);
  }
  if (parts.length === 1 && parts[0] === 'select * from part_0')
    await connection.run(`drop table if exists ${table}; alter table part_0 rename to ${table}`);
  else await connection.run(`create or replace table ${table} as ${parts.join(' union all by name ')}`);
  for (const at of inputs.keys()) await connection.run(`drop table if exists part_${at}`);
  await checkIds(work, model, table);
  const rows = await readNumber(connection, `select count(*) from ${table}`);
  work.say({ zh: `读入 ${count(rows)} 行。`, en: `${count(rows)} rows read.` });
}

async function checkIds({ connection }: Work, model: LinkageModel, table: string): Promise<void> {
  const columns = await listColumns(connection, table);
  for (const needed of [model.id, ...(model.source ? [model.source] : [])])
    if (!columns.includes(needed))
      throw new Fault({
        zh: `数据没有 ${needed} 列，只有：${columns.join('、')}。`,
        en: `The rows have no column ${needed}, only ${columns.join(', ')}.`,
      });
  const id = quoteName(model.id);
  const [fault] = await readRows(
    connection,
    `select ${id} as id, count(*) as n from ${table} group by ${id} having ${id} is null or count(*) > 1 order by id limit 1`,
  );
  if (!fault) return;
  const where =
    fault.id === null ? { zh: '为空', en: 'empty' } : { zh: `重复：${fault.id}`, en: `not unique: ${fault.id}` };
  throw new Fault({
    zh: `${model.id} ${where.zh}（${count(Number(fault.n))} 行）。`,
    en: `${model.id} is ${where.en} (${count(Number(fault.n))} rows).`,
  });
}
