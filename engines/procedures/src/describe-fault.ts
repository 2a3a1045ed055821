import type { ErrorObject } from 'ajv';

const FORMATS: Record<string, [zh: string, en: string]> = {
  date: ['日期', 'a date'],
  'date-time': ['时间', 'a date and time'],
  time: ['时刻', 'a time'],
  email: ['邮箱地址', 'an e-mail address'],
  uri: ['网址', 'a web address'],
  uuid: ['标识号', 'a UUID'],
};
const TYPES: Record<string, [zh: string, en: string]> = {
  string: ['文字', 'text'],
  number: ['数字', 'a number'],
  integer: ['整数', 'a whole number'],
  boolean: ['是或否', 'yes or no'],
  array: ['列表', 'a list'],
  object: ['一组字段', 'a group of fields'],
};

/** Says in plain words, in both languages, what a validator found. */
export function describeFault({ keyword, params, message = 'not valid' }: ErrorObject): {
  message: string;
  zh: string;
} {
  const say = (zh: string, en: string) => ({ message: en, zh });
  const limit = String(params.limit);
  switch (keyword) {
    case 'required':
      return say('必填', 'is required');
    case 'enum':
      return say('不在可选范围内', `must be one of: ${(params.allowedValues as unknown[]).join(', ')}`);
    case 'const':
      return say('取值不符', `must be ${JSON.stringify(params.allowedValue)}`);
    case 'minLength':
      return limit === '1'
        ? say('不能为空', 'must not be empty')
        : say(`至少 ${limit} 个字`, `must have at least ${limit} characters`);
    case 'maxLength':
      return say(`最多 ${limit} 个字`, `must have at most ${limit} characters`);
    case 'minimum':
      return say(`不能小于 ${limit}`, `must be at least ${limit}`);
    case 'maximum':
      return say(`不能大于 ${limit}`, `must be at most ${limit}`);
    case 'exclusiveMinimum':
      return say(`必须大于 ${limit}`, `must be more than ${limit}`);
    case 'exclusiveMaximum':
      return say(`必须小于 ${limit}`, `must be less than ${limit}`);
    case 'minItems':
      return say(`至少 ${limit} 项`, `must have at least ${limit} items`);
    case 'maxItems':
      return say(`最多 ${limit} 项`, `must have at most ${limit} items`);
    case 'pattern':
      return say('格式不正确', 'is not written in the expected way');
    case 'format': {
      const [zh, en] = FORMATS[String(params.format)] ?? [String(params.format), String(params.format)];
      return say(`应为${zh}`, `must be ${en}`);
    }
    case 'type': {
      const [zh, en] = TYPES[String(params.type)] ?? [String(params.type), String(params.type)];
      return say(`应为${zh}`, `must be ${en}`);
    }
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return say(
        '含有表单之外的字段',
        `has a field the form does not know: ${String(params.additionalProperty ?? params.unevaluatedProperty)}`,
      );
    default:
      return say('不符合要求', message);
  }
}
