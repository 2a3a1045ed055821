import { csvOf } from './make-rows.ts';

/** A citizen number with the right check sign. @param front 17 digits */
export function numberOf(front: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return front + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(front[i]), 0) % 11];
}

const HEADS = {
  'police-households': [
    '登记编号',
    '姓名',
    '曾用名',
    '公民身份号码',
    '性别',
    '出生日期',
    '户号',
    '户类型',
    '与户主关系',
    '户籍地址',
    '婚姻状况',
    '联系电话',
    '更新日期',
  ],
  'floating-population': [
    '居住登记号',
    '人员姓名',
    '证件号码',
    '性别代码',
    '出生年月日',
    '户籍地详址',
    '居住地址',
    '手机号码',
    '流入原因',
    '人口类型',
    '居住证有效期至',
    '登记日期',
  ],
  'social-security': [
    '参保记录号',
    '社会保障号',
    '姓名',
    '性别',
    '出生日期',
    '联系手机',
    '居住地址',
    '单位名称',
    '单位信用代码',
    '参保险种',
    '缴费年度',
    '变更日期',
  ],
} as const;
export type SampleSource = keyof typeof HEADS;

/** A file of a source, each row given by the cells that it fills. */
export function fileOf(source: SampleSource, rows: readonly Readonly<Record<string, string>>[]): string {
  const head = HEADS[source];
  for (const row of rows)
    for (const column of Object.keys(row))
      if (!(head as readonly string[]).includes(column)) throw new Error(`${source} has no column ${column}`);
  return csvOf([[...head], ...rows.map((row) => head.map((column) => row[column] ?? ''))]);
}

export const addressOf = (room: string) => `秦都区人民路街道芙蓉社区芙蓉小区3号楼2单元${room}室`;
