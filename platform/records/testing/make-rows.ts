/** Headings of the source `police-households` as it is declared. */
export const POLICE_HEAD = [
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
] as const;
export type PoliceCells = Partial<Record<(typeof POLICE_HEAD)[number], string>>;

/** A citizen number with the right check sign, of seventeen digits. */
export function numberOf(front: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(front[i]), 0);
  return front + '10X98765432'[sum % 11];
}

/** One row of the household register; everything that is not said is in order. */
export function policeRow(key: number | string, cells: PoliceCells = {}): string[] {
  const n = Number(String(key).replace(/\D/g, '')) % 1000;
  const all: PoliceCells = {
    登记编号: String(key),
    姓名: '王小明',
    公民身份号码: numberOf(`61040219900102${String(n).padStart(3, '0')}`),
    性别: '男',
    户号: `H${key}`,
    户籍地址: '秦都区人民路街道芙蓉社区芙蓉小区3号楼2单元501室',
    更新日期: '2026-11-01',
    ...cells,
  };
  return POLICE_HEAD.map((column) => all[column] ?? '');
}

/** Rows as CSV. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`;

/** A file of the household register. */
export const policeFile = (...rows: string[][]): string => csvOf([[...POLICE_HEAD], ...rows]);
