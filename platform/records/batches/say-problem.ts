import type { Sentence } from '../../http/problem.ts';

/** Why a row or a value was not taken, in words; codes come from check-sql.ts and from @gewu/identifiers. */
const WORDS: Readonly<Record<string, Sentence>> = {
  required: { zh: '不能为空', en: 'must not be empty' },
  columns: { zh: '这一行的列数与表头不符', en: 'the row has not as many cells as the heading' },
  duplicate: { zh: '与本文件中前面的行编号重复', en: 'has the same key as an earlier row of this file' },
  'citizen.empty': { zh: '不能为空', en: 'must not be empty' },
  'citizen.length': { zh: '证件号码位数不对', en: 'is not 15 or 18 characters long' },
  'citizen.characters': { zh: '证件号码含有不允许的字符', en: 'holds characters that no citizen number has' },
  'citizen.area': { zh: '证件号码前两位不是省份代码', en: 'does not begin with the code of a province' },
  'citizen.date': { zh: '证件号码中的出生日期不存在', en: 'holds a birth date that does not exist' },
  'citizen.future': { zh: '证件号码中的出生日期在将来', en: 'holds a birth date in the future' },
  'citizen.check': { zh: '证件号码校验码不符', en: 'has the wrong check sign' },
  'uscc.length': { zh: '统一社会信用代码应为 18 位', en: 'is not 18 characters long' },
  'uscc.characters': { zh: '统一社会信用代码含有不允许的字符', en: 'holds characters that no credit code has' },
  'uscc.check': { zh: '统一社会信用代码校验码不符', en: 'has the wrong check sign' },
  'phone.characters': { zh: '电话号码含有不允许的字符', en: 'holds characters that no phone number has' },
  'phone.filler': { zh: '电话号码是凑数的号码', en: 'is a filler, not a number' },
  'phone.hotline': { zh: '这是服务热线，不是个人电话', en: 'is a hotline, nobody’s own number' },
  'phone.no-area': { zh: '固定电话缺少区号', en: 'is a fixed line without its area code' },
  'phone.prefix': { zh: '没有这样的号段', en: 'begins as no number does' },
  'phone.length': { zh: '电话号码位数不对', en: 'is too short or too long' },
  'date.form': { zh: '日期无法识别，请写成 2026-11-24', en: 'is no date; write it as 2026-11-24' },
  'date.future': { zh: '日期在将来', en: 'lies in the future' },
  'date.early': { zh: '日期过早', en: 'lies too far back' },
  'number.form': { zh: '不是数字', en: 'is not a number' },
  'number.range': { zh: '数字超出合理范围', en: 'is outside what is possible' },
  'code.unknown': { zh: '不在代码表中', en: 'is not in the list of codes' },
  'area.unknown': { zh: '没有这个网格或区域编码', en: 'is no area or grid of the district' },
  'component.form': { zh: '部件标识码应为 16 至 18 位数字', en: 'is not 16 to 18 digits' },
  'address.long': { zh: '地址过长', en: 'is too long for an address' },
  'address.short': { zh: '地址过短', en: 'is too short for an address' },
  'text.long': { zh: '文字过长', en: 'is too long' },
  'text.name': { zh: '姓名含有数字或符号', en: 'holds digits or signs that no name has' },
};

export type RowProblem = Sentence & { column: string | null; code: string };

/** @param problems as `checked` has them: 'column:code' apart by spaces */
export function sayProblems(problems: string, columns: readonly string[]): RowProblem[] {
  return problems
    .trim()
    .split(' ')
    .map((problem) => {
      const [index = '', code = ''] = problem.split(':');
      const column = columns[Number(index)] ?? null;
      return { column, code, ...(WORDS[code] ?? { zh: '内容有误', en: 'is not right' }) };
    });
}
