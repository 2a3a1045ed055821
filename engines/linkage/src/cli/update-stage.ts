import { mergeUpdate } from '../cluster/merge-update.ts';
import { quoteName, readNumber, readRows } from '../run-sql.ts';
import type { TrainedModel } from '../types.ts';
import { loadInput } from './load-input.ts';
import { hasTable, listColumns, type Work } from './open-work.ts';
import { linkerOf } from './run-stages.ts';
import { count, Fault } from './speak.ts';

/**
 * Takes in new rows: finds which are new, changed or gone, links only those, and merges the result into what is
 * remembered. Which rows those are is kept until they are merged, so that an update that was killed is made good by
 * the next.
 *
 * @param options.partial the inputs hold only new and changed rows; nothing is gone
 * @returns whether anything had changed
 */
export async function updateStage(
  work: Work,
  trained: TrainedModel,
  inputs: readonly string[],
  options: { partial?: boolean; encoding?: string },
): Promise<boolean> {
  const { connection } = work;
  const { model } = trained;
  if (!(await hasTable(connection, 'kept', 'links')))
    throw new Fault({ zh: '还没有完整运行过；先 run。', en: 'There is no full run to update; run first.' });
  const { encoding } = options;
  await loadInput(work, model, inputs, { table: 'incoming', ...(encoding && { encoding }) });
  await takeOver(work, model.id, options.partial ?? false);

  const [fresh, gone] = [
    await readNumber(connection, 'select count(*) from pending where present'),
    await readNumber(connection, 'select count(*) from pending where not present'),
  ];
  work.say({
    zh: `新增或更改 ${count(fresh)} 行，消失 ${count(gone)} 行。`,
    en: `${count(fresh)} rows new or changed, ${count(gone)} gone.`,
  });
  if (fresh + gone === 0) return false;
  await linkerOf(work, model, { schema: 'fresh' }).update(trained, '(select record from pending where present)');
  await mergeUpdate({
    connection,
    from: 'fresh',
    into: 'kept',
    gone: 'pending',
    ...(model.identifiers && { identifiers: model.identifiers }),
  });
  await connection.run('delete from pending; drop schema fresh cascade');
  return true;
}

/** Puts rows that differ in place of the old ones and notes which they are, in one transaction. */
async function takeOver(work: Work, idColumn: string, partial: boolean): Promise<void> {
  const { connection } = work;
  const id = quoteName(idColumn);
  const columns = await readRows(connection, 'describe input');
  const incoming = new Set(await listColumns(connection, 'incoming'));
  const unknown = incoming.difference(new Set(columns.map((row) => row.column_name)));
  if (unknown.size > 0)
    throw new Fault({
      zh: `数据有以前没有的列：${[...unknown].join('、')}；请重新 run。`,
      en: `The rows have columns they did not have before: ${[...unknown].join(', ')}; run anew.`,
    });
  const cells = columns.map(({ column_name, column_type }) => {
    const name = quoteName(String(column_name));
    return { name, now: incoming.has(String(column_name)) ? `n.${name}::${column_type}` : `null::${column_type}` };
  });
  const differs = cells.map(({ name, now }) => `${now} is distinct from o.${name}`).join(' or ');
  const gone = partial ? '' : `union all select o.${id}, false from input o anti join incoming n on n.${id} = o.${id}`;
  await connection.run(`create table if not exists pending as select ${id} as record, true as present from input limit 0;
    begin;
    create or replace temp table differing as
      select n.${id} as record, true as present from incoming n left join input o on o.${id} = n.${id}
      where ${differs} ${gone};
    delete from pending where record in (select record from differing);
    insert into pending from differing;
    delete from input where ${id} in (select record from differing);
    insert into input select ${cells.map(({ now }) => now).join(', ')} from incoming n
      where n.${id} in (select record from differing where present);
    drop table incoming; drop table differing;
    commit`);
}
