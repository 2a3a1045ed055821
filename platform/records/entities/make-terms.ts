import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '../sources/declaration.ts';
import { runStatements } from './run-statements.ts';
import { spellNames } from './spell-names.ts';

/** What stands before and after the name proper of an organisation. */
const PREFIX = '^(陕西省?|咸阳市?|秦都区?|西咸新区?|中国)+';
const SUFFIX = '(有限责任公司|股份有限公司|有限公司|分公司|公司|合伙企业|个体工商户|经营部|[(（][^)）]*[)）])+$';
const bare = (name: string) => `regexp_replace(regexp_replace(${name}, '${PREFIX}', ''), '${SUFFIX}', '')`;

/** Makes the empty table `t_new` (entity, term). */
export async function startTerms(db: DuckDBConnection): Promise<void> {
  await db.run('create or replace table t_new (entity bigint, term varchar)');
}

/**
 * Adds to `t_new` what the entities of a kind are found by. Of children only keyed hashes, so that an index read in the
 * clear tells no name. Needs `e_new` and `s_<kind>`.
 */
export async function makeTerms(db: DuckDBConnection, kind: Kind): Promise<void> {
  await db.run('create or replace table t_raw (entity bigint, term varchar)');
  await TERMS[kind](db);
  await runStatements(db, [
    'insert into t_new select distinct entity, term from t_raw where length(term) between 3 and 200',
    'drop table t_raw',
  ]);
}

const none = async (): Promise<void> => undefined;
const address = (kind: Kind) => async (db: DuckDBConnection) =>
  void (await db.run(`insert into t_raw select id, 'a:' || label from e_new where kind = '${kind}' and label <> ''`));

const TERMS: Record<Kind, (db: DuckDBConnection) => Promise<void>> = {
  household: none,
  dwelling: address('dwelling'),
  building: address('building'),
  compound: address('compound'),
  async person(db) {
    await runStatements(db, [
      `create or replace table called as
       with names as (
         select distinct entity, name from s_person where name is not null
         union select distinct entity, former_name from s_person where former_name is not null
         union select id, label from e_new where kind = 'person' and not minor and label <> '*')
       select n.entity, bare_name(n.name) as name, e.minor from names n join e_new e on e.id = n.entity`,
    ]);
    await spellNames(db, '(select name from called where not minor)');
    await runStatements(db, [
      `insert into t_raw select entity, 'n:' || case when minor then keyed('n', name) else name end from called`,
      `insert into t_raw select c.entity, unnest(['p:' || s.pinyin, 'i:' || s.initials]) from called c
       join spelling s on s.name = c.name where not c.minor and s.pinyin <> ''`,
      // a number stands in many rows and is hashed once
      `create or replace table numbers as
       with said as (
         select distinct entity, 'c' as as_term, citizen as v from s_person where citizen is not null
         union select distinct entity, 't', phone from s_person where phone is not null
         union select c.entity, case c.field when 'citizen' then 'c' else 't' end, c.value from correction c
           where c.field in ('citizen', 'phone'))
       select s.entity, s.as_term, s.v, e.minor from said s join e_new e on e.id = s.entity`,
      `create or replace table hashed as
       select as_term, v, as_term || ':' || keyed(case as_term when 'c' then 'citizen' else 'phone' end, v) as whole,
         as_term || '4:' || keyed(as_term || '4', right(v, 4)) as tail from (select distinct as_term, v from numbers)`,
      `insert into t_raw select n.entity, h.whole from numbers n join hashed h using (as_term, v)`,
      `insert into t_raw select n.entity, h.tail from numbers n join hashed h using (as_term, v) where not n.minor`,
      'drop table called',
      'drop table numbers',
      'drop table hashed',
    ]);
  },
  async organisation(db) {
    await runStatements(db, [
      `create or replace table called as
       with names as (select distinct entity, name from s_organisation where name is not null
         union select id, label from e_new where kind = 'organisation' and label <> '*')
       select entity, bare_name(name) as name, ${bare('bare_name(name)')} as short from names`,
    ]);
    await spellNames(db, '(select short as name from called)');
    await runStatements(db, [
      `insert into t_raw select entity, 'n:' || unnest([name, short]) from called where name <> '' `,
      `insert into t_raw select c.entity, unnest(['p:' || s.pinyin, 'i:' || s.initials]) from called c
       join spelling s on s.name = c.short where s.pinyin <> ''`,
      pairsSql('select entity, name from called'),
      `insert into t_raw select entity, 'u:' || uscc from s_organisation where uscc is not null`,
      `insert into t_raw select h.entity, 'a:' || h.text from home h join e_new e on e.id = h.entity and e.kind = 'organisation'`,
      phonesSql('organisation'),
      'drop table called',
    ]);
  },
  async place(db) {
    await runStatements(db, [
      `insert into t_raw select entity, 'n:' || bare_name(name) from s_place where name is not null`,
      pairsSql('select distinct entity, bare_name(name) as name from s_place where name is not null'),
      `insert into t_raw select id, 'u:' || upper(key) from e_new where kind = 'place'`,
      `insert into t_raw select s.entity, 'a:' || coalesce(readable(a.dwelling_key), readable(a.building_key), readable(a.compound_key))
       from (select distinct entity, address from s_place where address is not null) s join address a on a.text = s.address`,
      phonesSql('place'),
    ]);
  },
  async component(db) {
    await db.run(
      `insert into t_raw select id, 'u:' || upper(key) from e_new where kind = 'component' and key is not null`,
    );
  },
};

/** Every two characters that stand side by side in a name. */
function pairsSql(names: string): string {
  return `insert into t_raw
    with each as (select entity, name, unnest(range(1, length(name))) as spot from (${names}))
    select entity, 'g:' || substr(name, spot, 2) from each`;
}

function phonesSql(kind: Kind): string {
  return `insert into t_raw
    select entity, unnest(['t:' || keyed('phone', phone), 't4:' || keyed('t4', right(phone, 4))])
    from (select distinct entity, phone from s_${kind} where phone is not null)`;
}
