import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import { readConsumers } from '../compare/read-consumers.ts';
import { isSecretRef, openSecrets } from '../open-secrets.ts';
import type { EntityRow } from '../pages/find-entity.ts';
import { type Mention, readMentions, saidOf } from '../pages/read-mentions.ts';
import { sayPlain, sayValue, type Words } from '../pages/say-value.ts';
import { type KnownSource, readSourceBook } from '../pages/source-book.ts';
import { readBase } from '../sources/read-base.ts';
import { readOwnRow } from './find-own.ts';

const base = readBase(CATALOGUE_DIR);

export type From = {
  source: Sentence;
  department: Sentence;
  seen: string;
  purposes: Sentence[];
  legalBasis: Sentence;
  years: number;
  from: string;
  agrees: boolean;
};
export type OwnField = {
  key: string;
  name: Sentence;
  type: string;
  sensitive: boolean;
  value: Sentence | null;
  masked: Sentence | null;
  choices: { value: string; name: Sentence }[] | null;
  from: From[];
};

/** Everything the base holds of the signed-in resident, with where each thing comes from, why, and until when. */
export async function readOwn(ctx: Context, actor: Actor) {
  const row = await readOwnRow(ctx, actor);
  const requests = await readRequests(ctx, actor);
  if (!row) return { verified: false, person: null, requests };
  const { mentions, words } = await readRows(ctx, row);
  const lives = await readHome(ctx, row.id);
  return {
    verified: true,
    person: {
      label: row.label,
      areaName: words.areaName(row.area),
      home: lives,
      rows: mentions.length,
      fields: fieldsOf(row, mentions, words),
    },
    requests,
  };
}

/** The department rows about a person and what is needed to put them into words. They are the person's own to read. */
export async function readRows(ctx: Context, row: EntityRow): Promise<{ mentions: Mention[]; words: Words }> {
  const book = await readSourceBook(ctx);
  const names = new Map((await ctx.caches.areas.all()).map(({ code, name }) => [code, name]));
  const mentions = await withSystem(ctx.pool, (db) => readMentions(ctx, db, row.id, book));
  const refs = [...Object.values(row.fields), ...mentions.flatMap(({ fields }) => Object.values(fields ?? {}))];
  return {
    mentions,
    words: { base, secrets: await openSecrets(ctx, refs), areaName: (code) => names.get(code) ?? code },
  };
}

/** A value in words, opened where it is kept apart. */
export function plainOf(words: Words, key: string, value: unknown): Sentence | null {
  const field = base.kinds.person.fields[key];
  const plain = isSecretRef(value) ? words.secrets.get(value['§']) : value;
  return field && plain !== undefined && plain !== null && plain !== '' ? sayPlain(words, field, plain) : null;
}

function fieldsOf(row: EntityRow, mentions: readonly Mention[], words: Words): OwnField[] {
  const { purposes } = readConsumers();
  return Object.entries(base.kinds.person.fields).flatMap(([key, field]): OwnField[] => {
    const from = mentions.flatMap((mention): From[] => {
      const said = saidOf(mention, key);
      if (!said || !mention.source || said.raw === undefined || said.raw === null || said.raw === '') return [];
      return [
        {
          ...describe(mention.source, purposes),
          seen: mention.seen,
          agrees: (row.provenance[key] ?? []).includes(mention.record),
        },
      ];
    });
    const value = plainOf(words, key, row.fields[key]);
    if (!value && from.length === 0) return [];
    const codes = field.codes ? base.codes[field.codes]?.values : undefined;
    return [
      {
        key,
        name: { zh: field.zh, en: field.en },
        type: field.type,
        sensitive: field.class === 'sensitive',
        value,
        masked: sayValue(words, field, row.fields[key], row.minor).masked,
        choices: codes
          ? Object.entries(codes).map(([code, name]) => ({ value: code, name: { zh: name.zh, en: name.en } }))
          : null,
        from: latestBySource(from),
      },
    ];
  });
}

function describe(source: KnownSource, purposes: Record<string, Sentence>): Omit<From, 'seen' | 'agrees'> {
  return {
    source: source.name,
    department: source.departmentName,
    purposes: source.purposes.map((purpose) => purposes[purpose] ?? { zh: purpose, en: purpose }),
    legalBasis: source.legalBasis,
    years: source.retention.years,
    from: source.retention.from,
  };
}

/** A department that sent ten rows is named once, with the last day it said so. */
function latestBySource(from: readonly From[]): From[] {
  const latest = new Map<string, From>();
  for (const one of from) {
    const before = latest.get(one.source.zh);
    if (!before || before.seen < one.seen)
      latest.set(one.source.zh, { ...one, agrees: one.agrees || (before?.agrees ?? false) });
    else before.agrees ||= one.agrees;
  }
  return [...latest.values()].sort((a, b) => Number(b.agrees) - Number(a.agrees) || (a.seen < b.seen ? 1 : -1));
}

async function readHome(ctx: Context, entity: number): Promise<string | null> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ label: string }>(
      `select h.label from entity_link l join entity h on h.id = l.to_entity
       where l.from_entity = $1 and l.relation = 'lives_in' order by l.seen desc nulls last limit 1`,
      [entity],
    );
    return rows[0]?.label ?? null;
  });
}

/** The case names the field in Chinese, for the desk; the resident reads it in either language. */
function nameOfField(zh: string): Sentence {
  const field = Object.values(base.kinds.person.fields).find((one) => one.zh === zh);
  return { zh, en: field?.en ?? zh };
}

async function readRequests(ctx: Context, actor: Actor) {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{
      id: number;
      opened_at: Date;
      title: string;
      state: string;
      open: boolean;
      kind: 'verify' | 'correct' | 'delete';
      outcome: string | null;
      field: string | null;
    }>(
      `select c.id, c.opened_at, c.title, c.state, c.open, r.kind, r.outcome, c.attributes->>'field' as field from own_request r join cases c on c.id = r.case_id
       where r.account = $1 order by c.id desc limit 50`,
      [actor.account],
    );
    return rows.map(({ id, opened_at, field, ...rest }) => ({
      ...rest,
      field: field === null ? null : nameOfField(field),
      number: caseNumber(id, opened_at),
      openedAt: opened_at.toISOString(),
    }));
  });
}
