import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { keyedHash } from '../keyed-hash.ts';
import { isSecretRef } from '../open-secrets.ts';
import { readAddressBook } from '../search/read-address-book.ts';
import type { Answer, Question, Service } from './services.ts';

/** What a comparison may draw on. `sources`: by field, those whose purposes allow it; `children`: under 14 too. */
export type CompareScope = { area: string; sources: Record<string, number[]>; children: boolean };

type Known = { term: string; id: number; minor: boolean; name: unknown; other: unknown; usable: boolean };

/**
 * Answers questions against the base, in two queries however many there are and whatever the answers will be. `yes`: what
 * usable sources say fits; `no`: they know the number or the home and the name is another; `unknown`: everything else,
 * be it not known, contested, of a child, or known only from sources that may not be used for this.
 */
export async function answerQuestions(
  ctx: Context,
  service: Service,
  questions: readonly Question[],
  scope: CompareScope,
): Promise<Answer[]> {
  const homeOf = service === 'person-address' ? (await readAddressBook(ctx)).homeOf : () => undefined;
  const terms = questions.map(({ value }) => termOf(ctx, service, value, homeOf));
  const known = await withSystem(ctx.pool, (_db, client) =>
    service === 'person-name-citizen' ? ofNumbers(client, terms, scope) : ofHomes(client, terms, scope),
  );
  const byTerm = Map.groupBy(known, ({ term }) => term);
  return questions.map(({ name }, i) => judge(ctx, name, byTerm.get(terms[i] as string) ?? [], scope));
}

/** What the index knows the value by; of a value that is none, a term that nothing has, so that it costs the same. */
function termOf(ctx: Context, service: Service, value: string, homeOf: (text: string) => string | undefined): string {
  if (service === 'person-name-citizen') {
    const checked = checkCitizenNumber(value);
    return `c:${keyedHash(ctx, 'citizen', checked.ok ? checked.value.number : `?${value}`)}`;
  }
  // a compound or a building is no home: who lives there is nobody's to guess
  return `a:${homeOf(value) ?? '?'}`;
}

function judge(ctx: Context, name: string, known: readonly Known[], scope: CompareScope): Answer {
  const said = name.normalize('NFKC').replace(/[\s·•・]/g, '');
  const hashed = keyedHash(ctx, 'name', said);
  const is = (value: unknown) => (isSecretRef(value) ? value['§'] === hashed : value === said);
  const usable = known.filter((one) => one.usable && (scope.children || !one.minor));
  if (usable.some(({ name: own }) => is(own))) return 'yes';
  if (
    usable.some(({ other }) => Array.isArray(other) && other.some((option) => is((option as { value: unknown }).value)))
  )
    return 'unknown';
  const bare = usable.filter(({ name: own }) => typeof own === 'string' || isSecretRef(own));
  return bare.length > 0 && bare.length === known.length ? 'no' : 'unknown';
}

/** Whether one of the rows that say a field of `e` comes from a usable source; a field that a clerk set counts as fed by all. */
const feeds = (
  field: string,
  sources: string,
) => `case when jsonb_array_length(coalesce(e.provenance->'${field}', '[]')) = 0
  then e.fed_by && ${sources}::smallint[]
  else exists (select from jsonb_array_elements_text(e.provenance->'${field}') p join record r on r.id = p::bigint where r.source = any(${sources})) end`;

const PERSON = `e.id, e.minor, e.fields->'name' as name, e.conflicts->'name' as other`;

async function ofNumbers(client: pg.PoolClient, terms: readonly string[], scope: CompareScope): Promise<Known[]> {
  const { rows } = await client.query<Known>(
    `select t.term, ${PERSON}, ${feeds('name', '$4')} and ${feeds('citizen', '$5')} as usable
     from entity_term t join entity e on e.id = t.entity and e.merged_into is null and e.kind = 'person'
     where t.term = any($1) and t.area >= $2 and t.area < $3`,
    [[...new Set(terms)], scope.area, `${scope.area}:`, scope.sources.name ?? [], scope.sources.citizen ?? []],
  );
  return rows;
}

async function ofHomes(client: pg.PoolClient, terms: readonly string[], scope: CompareScope): Promise<Known[]> {
  const { rows } = await client.query<Known>(
    `select t.term, ${PERSON}, ${feeds('name', '$4')} and ${feeds('address', '$5')} as usable
     from entity_term t join entity d on d.id = t.entity and d.kind = 'dwelling' and d.merged_into is null
     join entity_link l on l.to_entity = d.id and l.relation = 'lives_in'
     join entity e on e.id = l.from_entity and e.merged_into is null
     where t.term = any($1) and t.area >= $2 and t.area < $3`,
    [[...new Set(terms)], scope.area, `${scope.area}:`, scope.sources.name ?? [], scope.sources.address ?? []],
  );
  return rows;
}
