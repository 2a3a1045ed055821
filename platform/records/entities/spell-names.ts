import type { DuckDBConnection } from '@duckdb/node-api';
import { cutName } from '@gewu/identifiers/cut-name';
import { pinyin } from 'pinyin-pro';
import { runStatements } from './run-statements.ts';

const given = new Map<string, string>();
const surnames = new Map<string, string[]>();

/**
 * Pinyin without tones (ü as v) and initials of a name: 单小明 → shanxiaoming, sxm. Surnames are read as surnames; every
 * other character has its commonest reading, looked up once.
 */
export function spellName(name: string): { pinyin: string; initials: string } {
  const cut = cutName(name);
  const surname = cut.ok ? cut.value.surname : '';
  const syllables = [...readSurname(surname), ...[...name.slice(surname.length)].map(readSign)].filter(Boolean);
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join('') };
}

function readSurname(surname: string): string[] {
  let known = surnames.get(surname);
  if (!known) {
    known =
      surname === '' ? [] : pinyin(surname, { toneType: 'none', type: 'array', v: true, surname: 'all' }).map(clean);
    surnames.set(surname, known);
  }
  return known;
}

function readSign(sign: string): string {
  let known = given.get(sign);
  if (known === undefined) {
    known = /[a-z0-9]/i.test(sign) ? sign.toLowerCase() : clean(pinyin(sign, { toneType: 'none', v: true }));
    given.set(sign, known);
  }
  return known;
}

/** Signs that have no reading (dots, brackets) leave nothing. */
function clean(syllable: string): string {
  return syllable.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Adds to the table `spelling` (name, pinyin, initials) every name of a relation (name) that it does not know yet. */
export async function spellNames(db: DuckDBConnection, names: string): Promise<void> {
  await runStatements(db, [
    'create table if not exists spelling (name varchar, pinyin varchar, initials varchar)',
    `create or replace table unspelled as
     select distinct name from ${names} n anti join spelling using (name) where name is not null`,
  ]);
  const found = await db.runAndReadAll('select name from unspelled order by name');
  const appender = await db.createAppender('spelling');
  for (const [name] of found.getRows()) {
    const spelled = spellName(name as string);
    appender.appendVarchar(name as string);
    appender.appendVarchar(spelled.pinyin);
    appender.appendVarchar(spelled.initials);
    appender.endRow();
  }
  appender.closeSync();
  await db.run('drop table unspelled');
}
