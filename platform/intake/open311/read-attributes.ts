import type { FormSchema } from '@gewu/procedures/types';
import { type Attribute, describeAttributes } from './describe-attributes.ts';
import { type Fault, fault } from './open311-error.ts';
import { parseMoment } from './parse-moment.ts';
import type { Form } from './read-form.ts';

const NAME = /^attribute\[([^\]]+)\](?:\[\])?$/;

/**
 * Reads `attribute[code]=v` and, for choices of several, `attribute[code][]=v` repeated, as the form of the procedure
 * wants them. Attributes that the definition does not know are ignored: clients send their own
 * (FixMyStreet: `attribute[uprn]`).
 * @returns answers for the form, and every fault
 */
export function readAttributes(
  form: Form,
  schema: FormSchema | undefined,
): { answers: Record<string, unknown>; faults: Fault[] } {
  const answers: Record<string, unknown> = {};
  const faults: Fault[] = [];
  const known = new Map(describeAttributes(schema).map((attribute) => [attribute.code, attribute]));
  const fields = (schema?.properties ?? {}) as Record<
    string,
    { type?: string; format?: string; items?: { type?: string } }
  >;
  for (const name of form.names()) {
    const code = NAME.exec(name)?.[1];
    const attribute = code && known.get(code);
    if (!code || !attribute) continue;
    const said = [...new Set(form.all(name))];
    const wrong = (zh: string, en: string) =>
      void faults.push(fault(`400.attribute.${code}`, { zh: `${attribute.description}：${zh}`, en }));
    if (attribute.datatype === 'multivaluelist')
      answers[code] = [
        ...((answers[code] as unknown[] | undefined) ?? []),
        ...said.map((value) => typed(value, fields[code]?.items?.type)),
      ];
    else if (said.length > 1) wrong('只能选择一项', `attribute[${code}] takes one value`);
    else answers[code] = typed(said[0] as string, fields[code]?.type, fields[code]?.format);
    const unknown = attribute.values && said.find((value) => !attribute.values?.some((option) => option.key === value));
    if (unknown) wrong(`没有这个选项“${unknown}”`, `attribute[${code}] has no value ${unknown}`);
    if (attribute.datatype === 'number' && !Number.isFinite(answers[code]))
      wrong('应为数字', `attribute[${code}] must be a number`);
    if (attribute.datatype === 'string' && said.some((value) => value.includes('\n')))
      wrong('不能换行', `attribute[${code}] may not have line breaks`);
    if (attribute.datatype === 'datetime' && !isMoment(said[0] as string, fields[code]?.format))
      wrong('应为 ISO 8601 时间', `attribute[${code}] must be an ISO 8601 date or date-time`);
  }
  for (const attribute of missing(known, answers)) {
    faults.push(
      fault(`400.attribute.${attribute.code}`, {
        zh: `缺少必填项：${attribute.description}`,
        en: `attribute[${attribute.code}] is required`,
      }),
    );
  }
  return { answers, faults };
}

function typed(value: string, type: string | undefined, format?: string): unknown {
  if (type === 'number' || type === 'integer') return Number(value);
  if (type === 'boolean') return value === 'true';
  if (format === 'date') return value.slice(0, 10);
  return value;
}

const isMoment = (value: string, format: string | undefined) =>
  parseMoment(value) !== undefined || (format === 'date' && parseMoment(`${value}T00:00:00Z`) !== undefined);

function missing(known: ReadonlyMap<string, Attribute>, answers: Readonly<Record<string, unknown>>): Attribute[] {
  return [...known.values()].filter((attribute) => attribute.required && answers[attribute.code] === undefined);
}
