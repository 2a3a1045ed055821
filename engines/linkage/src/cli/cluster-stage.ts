import { clusterTables } from '../cluster/cluster-tables.ts';
import { readRowsFrom } from '../io/read-rows-from.ts';
import { writeRowsTo } from '../io/write-rows-to.ts';
import { quoteName, readNumber } from '../run-sql.ts';
import type { LinkageModel } from '../types.ts';
import { hasTable, listColumns, type Work } from './open-work.ts';
import { count, Fault } from './speak.ts';

export type ClusterStageOptions = {
  threshold?: string;
  largest?: string;
  pins?: string;
  out?: string;
  links?: string;
  bridges?: string;
  retired?: string;
};

/** Turns the remembered links into entities whose numbers stay as they were in the run before. */
export async function clusterStage(work: Work, model: LinkageModel, options: ClusterStageOptions): Promise<void> {
  const { connection } = work;
  if (!(await hasTable(connection, 'kept', 'links')))
    throw new Fault({ zh: '还没有链接；先运行 predict 或 run。', en: 'There are no links yet; predict or run first.' });
  const known = await hasTable(connection, 'main', 'entities');
  await connection.run('create table if not exists given (next_id integer)');
  const before = (await readNumber(connection, 'select max(next_id) from given')) || 1;
  const pinned = options.pins ? await loadPins(work, model, options.pins) : 0;
  const result = await clusterTables({
    connection,
    schema: 'kept',
    model,
    table: 'input',
    nextId: Math.max(before, pinned + 1),
    ...(known && { known: 'entities' }),
    ...(options.pins && { pins: 'pins' }),
    ...(options.threshold !== undefined && { threshold: readNumberOption('--threshold', options.threshold) }),
    ...(options.largest !== undefined && { maxSize: readNumberOption('--largest', options.largest) }),
  });
  await connection.run(`begin; create or replace table entities as from kept.clusters;
    create or replace table given as select ${result.nextId}::integer as next_id; commit`);
  work.say({
    zh: `得到 ${count(result.entities)} 个对象，最大的含 ${count(result.largest)} 行不同数据；切断 ${count(result.bridges)} 座桥。`,
    en: `${count(result.entities)} entities, the largest of ${count(result.largest)} distinct rows; ${count(result.bridges)} bridges cut.`,
  });
  if (known && result.retired.size > 0)
    work.say({
      zh: `${count(result.retired.size)} 个旧编号不再使用。`,
      en: `Old numbers no longer in use: ${count(result.retired.size)}.`,
    });
  const id = quoteName(model.id);
  await writeOut(work, `select record as ${id}, entity from entities order by record`, options.out);
  await writeOut(
    work,
    `select l.record as id_l, r.record as id_r, k.weight, 1 / (1 + power(2, -k.weight)) as probability from kept.links k
     join kept.nodes l on l.node = k.node_l join kept.nodes r on r.node = k.node_r order by weight desc, id_l, id_r`,
    options.links,
  );
  await writeOut(work, 'select * from kept.bridges order by weight desc, record_l, record_r', options.bridges);
  if (options.retired) {
    await connection.run('create or replace temp table retired (old integer, entity integer)');
    const appender = await connection.createAppender('retired');
    for (const [old, entity] of result.retired) {
      appender.appendInteger(old);
      appender.appendInteger(entity);
      appender.endRow();
    }
    appender.closeSync();
    await writeOut(work, 'select * from retired order by old', options.retired);
  }
}

/** @returns the largest entity number among the pins */
async function loadPins({ connection }: Work, model: LinkageModel, file: string): Promise<number> {
  await readRowsFrom(connection, file, 'pins_read');
  const columns = await listColumns(connection, 'pins_read');
  const id = [model.id, 'record', 'id'].find((name) => columns.includes(name));
  if (!id || !columns.includes('entity'))
    throw new Fault({
      zh: `${file} 需要两列：${model.id} 和 entity。`,
      en: `${file} needs two columns, ${model.id} and entity.`,
    });
  await connection.run(`create or replace table pins as
    select i.${quoteName(model.id)} as record, p.entity::integer as entity from pins_read p
    join input i on i.${quoteName(model.id)}::varchar = p.${quoteName(id)}::varchar where p.entity is not null`);
  return readNumber(connection, 'select coalesce(max(entity), 0) from pins');
}

async function writeOut(work: Work, query: string, to: string | undefined): Promise<void> {
  if (!to) return;
  const rows = await writeRowsTo(work.connection, query, to);
  const place = to.replace(/:\/\/[^@/]*@/, '://');
  work.say({ zh: `写出 ${count(rows)} 行到 ${place}。`, en: `${count(rows)} rows written to ${place}.` });
}

/** @throws Fault when the text is no number */
export function readNumberOption(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number))
    throw new Fault({ zh: `${name} 应为数字：${text}`, en: `${name} is a number, not ${text}.` });
  return number;
}
