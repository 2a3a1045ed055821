import { Problem } from '../../http/problem.ts';
import type { Service } from './services.ts';

export type ChosenColumns = { name: string; value: string };

const NAMES = /^(姓名|人员姓名|名字|申请人|申请人姓名|name|full name)$/i;
const VALUES: Record<Service, RegExp> = {
  'person-name-citizen': /(身份证|公民身份号码|身份号码|证件号|citizen|id number|^id$)/i,
  'person-address': /(地址|住址|address)/i,
};

/**
 * Which columns of a table hold the name and what is compared with it: as told, else by their headings.
 * @throws Problem 422 naming what was not found, with the headings of the file
 */
export function findColumns(service: Service, columns: readonly string[], told: Partial<ChosenColumns>): ChosenColumns {
  const name =
    told.name ??
    columns.find((column) => NAMES.test(column.trim())) ??
    columns.find((column) => column.includes('姓名'));
  const value = told.value ?? columns.find((column) => VALUES[service].test(column.trim()));
  const strange = [name, value].some((column) => column !== undefined && !columns.includes(column));
  if (name === undefined || value === undefined || strange || name === value)
    throw new Problem(
      422,
      'compare.columns',
      {
        zh: `没有找到姓名列和${service === 'person-address' ? '地址' : '公民身份号码'}列，请指定。`,
        en: `The columns with the name and the ${service === 'person-address' ? 'address' : 'citizen number'} were not found. Please name them.`,
      },
      { columns },
    );
  return { name, value };
}
