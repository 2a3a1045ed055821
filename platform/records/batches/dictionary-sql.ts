import { citizenCheckSql, citizenNumberSql } from '@gewu/identifiers/sql/citizen-check-sql';
import { phoneCheckSql, phoneNumberSql } from '@gewu/identifiers/sql/phone-check-sql';
import type { Source } from '../sources/declaration.ts';
import { rawColumn } from './columns.ts';
import { dateOfSql } from './date-sql.ts';

/**
 * Types whose judgement costs microseconds while their values come again and again: eight rows a person have the same
 * number, a whole register shares some thousand dates. Each distinct text is judged once and looked up after that.
 */
export const DICTIONARIES = ['citizen', 'phone', 'date'] as const;
export type DictionaryType = (typeof DICTIONARIES)[number];

export const isDictionaryType = (type: string): type is DictionaryType =>
  (DICTIONARIES as readonly string[]).includes(type);

export const dictionaryTable = (type: DictionaryType) => `known_${type}`;

/** Tables of the store: text as written, why it cannot be right, normal form, and the name of the sealed value. */
export const DICTIONARY_TABLES: readonly string[] = [
  'create table if not exists known_citizen (text VARCHAR, reason VARCHAR, value VARCHAR, born DATE, ref VARCHAR)',
  'create table if not exists known_phone (text VARCHAR, reason VARCHAR, value VARCHAR, ref VARCHAR)',
  'create table if not exists known_date (text VARCHAR, value DATE)',
];

/** Statements that judge the texts in `staged` which no dictionary has yet. */
export function extendDictionaries(source: Source): string[] {
  return DICTIONARIES.flatMap((type) => {
    const columns = source.fields.flatMap((field, i) => (field.type === type ? [rawColumn(i)] : []));
    if (columns.length === 0) return [];
    const texts = columns.map((column) => `SELECT ${column} AS text FROM staged WHERE ${column} IS NOT NULL`);
    const table = dictionaryTable(type);
    const fresh = `(SELECT DISTINCT text FROM (${texts.join(' UNION ALL ')}) t ANTI JOIN ${table} k ON k.text = t.text)`;
    return [`INSERT INTO ${table} ${JUDGE[type](fresh)}`];
  });
}

const JUDGE: Readonly<Record<DictionaryType, (fresh: string) => string>> = {
  // whether a birth date lies ahead depends on the day that asks
  citizen: (fresh) => `SELECT text, reason, value,
      TRY_CAST(substr(value, 7, 4) || '-' || substr(value, 11, 2) || '-' || substr(value, 13, 2) AS DATE), keyed('citizen', coalesce(value, text))
    FROM (SELECT text, reason, CASE WHEN reason IS NULL THEN ${citizenNumberSql('text')} END AS value
      FROM (SELECT text, ${citizenCheckSql('text', "DATE '9999-12-31'")} AS reason FROM ${fresh}))`,
  phone: (fresh) => `SELECT text, reason, value, keyed('phone', coalesce(value, text))
    FROM (SELECT text, reason, CASE WHEN reason IS NULL THEN ${phoneNumberSql('text')} END AS value
      FROM (SELECT text, ${phoneCheckSql('text')} AS reason FROM ${fresh}))`,
  date: (fresh) => `SELECT text, ${dateOfSql('text')} FROM ${fresh}`,
};
