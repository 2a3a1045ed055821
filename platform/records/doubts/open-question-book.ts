import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Context } from '../../http/context.ts';
import { isSecretRef, openSecrets } from '../open-secrets.ts';
import type { Kind } from '../sources/declaration.ts';
import { readBase } from '../sources/read-base.ts';
import type { DoubtRow, QuestionBook, Spoken } from './doubt-row.ts';

const base = readBase(CATALOGUE_DIR);

/**
 * What the questions of these doubts are drawn from. Sensitive values are opened here, in one query, to be masked; they
 * go no further than the question.
 */
export async function openQuestionBook(
  ctx: Context,
  doubts: Iterable<Pick<DoubtRow, 'options'>>,
  entities: Iterable<Spoken>,
): Promise<QuestionBook> {
  const refs = [
    ...[...doubts].flatMap((doubt) => doubt.options.map((option) => option.value)),
    ...[...entities].map((entity) => entity.fields.name),
  ];
  const secrets = await openSecrets(ctx, refs);
  return {
    field: (kind, name) => base.kinds[kind as Kind]?.fields[name],
    code: (table, value) => base.codes[table]?.values[value],
    kindName: (kind) => base.kinds[kind as Kind]?.name ?? { zh: kind, en: kind },
    secret: (value) => (isSecretRef(value) ? secrets.get(value['§']) : value),
  };
}
