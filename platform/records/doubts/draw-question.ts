import type { Sentence } from '../../http/problem.ts';
import type { DoubtRow, QuestionBook, Spoken } from './doubt-row.ts';
import { maskApart, type Shown } from './mask-apart.ts';

/** One question of a form: a choice in both languages. */
export type Question = {
  type: 'string';
  title: string;
  'x-title-en': string;
  enum: string[];
  'x-enum-zh': string[];
  'x-enum-en': string[];
};

type Choice = [string, Sentence];

const UNKNOWN: Choice = ['unknown', { zh: '问不清', en: 'Could not be told' }];
const NAME: Shown = { head: 1, tail: 0 };
const SHOWN: Partial<Record<string, Shown>> = { phone: { head: 3, tail: 4 }, citizen: { head: 6, tail: 4 } };

/**
 * The question that settles a doubt at the door. Names and sensitive values are masked, as little as it takes to tell
 * them apart; of a child only the first character of the name shows. Everything else is for the talk at the door.
 * @returns undefined where there is nothing (left) to choose between
 */
export function drawQuestion(doubt: DoubtRow, entities: readonly Spoken[], book: QuestionBook): Question | undefined {
  const [first, second] = entities;
  if (!first) return undefined;
  switch (doubt.kind) {
    case 'link':
      return second && askSame(first, second, book);
    case 'conflict':
      return askWhich(doubt, first, book);
    case 'vacancy':
      return askUse(first, book);
    case 'stale':
      return first.kind === 'dwelling' ? askUse(first, book) : askStill(first, book);
  }
}

function askSame(a: Spoken, b: Spoken, book: QuestionBook): Question {
  const names = maskApart(
    [a, b].map((one) => plainName(one, book)),
    NAME,
  );
  const [zh, en] = (['zh', 'en'] as const).map((tongue) =>
    [a, b].map((one, i) => describe(one, names[i] ?? '', book, tongue)),
  );
  const what: Sentence =
    a.kind === 'person' ? { zh: '同一个人', en: 'the same person' } : { zh: '同一家', en: 'the same' };
  return choice({ zh: `「${zh?.join('」和「')}」是${what.zh}吗？`, en: `Are “${en?.join('” and “')}” ${what.en}?` }, [
    ['same', { zh: `是${what.zh}`, en: 'Yes, the same' }],
    [
      'differ',
      a.kind === 'person' ? { zh: '是两个人', en: 'No, two people' } : { zh: '是两家', en: 'No, two of them' },
    ],
    UNKNOWN,
  ]);
}

function askWhich(doubt: DoubtRow, one: Spoken, book: QuestionBook): Question | undefined {
  const field = doubt.field === null ? undefined : book.field(one.kind, doubt.field);
  if (!field || doubt.options.length < 2) return undefined;
  const plain = doubt.options.map(({ value }) => String(book.secret(value) ?? ''));
  const isName = doubt.field === 'name' || doubt.field === 'former_name';
  const hide = SHOWN[field.type] ?? (isName || one.minor || field.class === 'sensitive' ? NAME : undefined);
  const masked = hide ? maskApart(plain, hide) : plain;
  const named = masked.map((text, i): Sentence => {
    const code = field.codes === undefined ? undefined : book.code(field.codes, plain[i] ?? '');
    return code ?? { zh: text, en: text };
  });
  const who = titleOf(one, book);
  return choice({ zh: `${who.zh}的${field.zh}是哪一个？`, en: `Which is the ${lower(field.en)} of ${who.en}?` }, [
    ...named.map((name, i): Choice => [String(i), name]),
    ['neither', { zh: '都不对', en: 'None of these' }],
    UNKNOWN,
  ]);
}

function askUse(home: Spoken, book: QuestionBook): Question {
  const states = ['01', '02', '03', '99'].map(
    (code): Choice => [code, book.code('house_status', code) ?? { zh: code, en: code }],
  );
  const label = titleOf(home, book);
  return choice({ zh: `${label.zh}现在怎样使用？`, en: `How is ${label.en} used now?` }, [...states, UNKNOWN]);
}

function askStill(one: Spoken, book: QuestionBook): Question {
  const who = titleOf(one, book);
  return choice({ zh: `${who.zh}还在这里吗？`, en: `Is ${who.en} still here?` }, [
    ['still', { zh: '还在', en: 'Still here' }],
    ['gone', { zh: '已不在这里', en: 'No longer here' }],
    UNKNOWN,
  ]);
}

function choice(title: Sentence, choices: Choice[]): Question {
  return {
    type: 'string',
    title: title.zh,
    'x-title-en': title.en,
    enum: choices.map(([key]) => key),
    'x-enum-zh': choices.map(([, name]) => name.zh),
    'x-enum-en': choices.map(([, name]) => name.en),
  };
}

function plainName(one: Spoken, book: QuestionBook): string {
  return String(book.secret(one.fields.name) ?? one.label);
}

/** How a question names an entity: a person masked, a home or an organisation as it is called. */
export function titleOf(one: Spoken, book: QuestionBook): Sentence {
  if (one.kind !== 'person') return { zh: one.label, en: one.label };
  const masked = maskApart([plainName(one, book)], NAME)[0] ?? '';
  return { zh: `「${describe(one, masked, book, 'zh')}」`, en: `“${describe(one, masked, book, 'en')}”` };
}

/** A person with sex and year of birth, without which two masked names say nothing; of a child only the name. */
function describe(one: Spoken, name: string, book: QuestionBook, tongue: 'zh' | 'en'): string {
  if (one.kind !== 'person' || one.minor) return name;
  const sex = typeof one.fields.sex === 'string' ? book.code('sex', one.fields.sex)?.[tongue] : undefined;
  const year = typeof one.fields.birth === 'string' ? one.fields.birth.slice(0, 4) : undefined;
  const born = year && (tongue === 'zh' ? `${year} 年生` : `born ${year}`);
  return [name, sex, born].filter(Boolean).join(tongue === 'zh' ? '，' : ', ');
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
