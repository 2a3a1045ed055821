import type pg from 'pg';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { Problem } from '../../http/problem.ts';
import { gatherVoices } from '../entities/gather-voices.ts';
import { openScratch } from '../entities/open-scratch.ts';
import { queryRows } from '../entities/run-statements.ts';
import { keyedHash } from '../keyed-hash.ts';
import { isSecretRef } from '../open-secrets.ts';
import type { RecordsContext } from '../records-context.ts';
import type { BaseField } from '../sources/declaration.ts';
import { readBase } from '../sources/read-base.ts';
import { placeAddresses } from '../work/place-addresses.ts';
import { readNames } from '../work/read-names.ts';
import { changeEntities } from './change-entities.ts';
import { checkValue } from './check-value.ts';
import type { Plan } from './decide.ts';
import { readPlaced } from './keep-pins.ts';
import { type Entity, lockEntities } from './lock-entities.ts';
import { openSmallStore, type SmallStore } from './open-small-store.ts';
import { bringDoors, loadState } from './resurvey-entities.ts';
import { settleDoubts } from './settle-doubts.ts';
import type { DecisionData, Wanted } from './wanted.ts';

const base = readBase(CATALOGUE_DIR);

/** A field says something else than the rows, or nothing at all (`null`). What the rows said is kept beside it. */
export async function planCorrection(
  ctx: RecordsContext,
  client: pg.ClientBase,
  wanted: Extract<Wanted, { kind: 'correct' }>,
): Promise<Plan> {
  const [entity] = (await lockEntities(client, [wanted.entity])) as [Entity];
  const declared = base.kinds[entity.kind].fields[wanted.field];
  if (!declared || declared.key)
    throw new Problem(422, 'record.no-such-field', {
      zh: '该对象没有这一可更正的字段。',
      en: 'This entity has no such field that could be corrected.',
    });
  const hidden = declared.class === 'sensitive' || (entity.minor && declared.class === 'personal');
  const keep = (value: string) => (hidden ? keepSecret(ctx, client, wanted.field, value) : value);
  const told = isSecretRef(wanted.value) ? wanted.value : checkValue(base, declared, wanted.value);
  if (told === undefined)
    throw new Problem(422, 'record.value', {
      zh: `「${declared.zh}」不能是这个值，请检查后再提交。`,
      en: `“${declared.en}” cannot be this value. Please check it.`,
    });
  const { held, place, text } = await readHeld(ctx, client, entity, wanted.field, declared, told);
  const data: DecisionData = {
    field: wanted.field,
    value: typeof text === 'string' ? await keep(text) : text,
    against: await Promise.all(held.map(keep)),
    ...(place && { place }),
  };
  return {
    entities: [entity.id],
    area: entity.area,
    data,
    async carryOut(decision) {
      await settleDoubts(client, { entity: entity.id, kind: 'conflict', field: wanted.field });
      await changeEntities(ctx, client, {
        ids: [entity],
        moves: [],
        cause: { cause: 'correction', decision },
      });
      return [entity.id];
    },
  };
}

/** Keeps a sensitive value sealed and answers its name. */
async function keepSecret(
  ctx: RecordsContext,
  client: pg.ClientBase,
  kind: string,
  value: string,
): Promise<{ '§': string }> {
  const id = keyedHash(ctx, kind, value);
  await client.query('insert into secret (id, kind, sealed) values ($1, $2, $3) on conflict (id) do nothing', [
    id,
    kind,
    ctx.sealer.sealJson(value),
  ]);
  return { '§': id };
}

type Held = { held: string[]; place?: NonNullable<DecisionData['place']>; text: unknown };

/** What the rows say of the field now; and an address told by hand in the form in which homes are known. */
async function readHeld(
  ctx: RecordsContext,
  client: pg.ClientBase,
  { id, kind }: Entity,
  field: string,
  { type }: BaseField,
  told: unknown,
): Promise<Held> {
  const records = (await readPlaced(client, [id])).map(([record]) => record);
  const store = await openSmallStore(ctx, client, base, records);
  try {
    const { db, folder } = store;
    await openScratch(db);
    await loadState(client, db, folder, [id]);
    await db.run(`insert into scope values (${id}, '${kind}')`);
    const placed = type === 'address' && typeof told === 'string' ? await placeAddress(ctx, store, told) : undefined;
    await bringDoors(client, db, folder);
    await gatherVoices(db, kind, base.kinds[kind], false);
    const rows = await queryRows<{ v: string }>(
      db,
      `select distinct "${field}" as v from s_${kind} where "${field}" is not null order by 1`,
    );
    return { held: rows.map(({ v }) => v), text: placed?.text ?? told, ...(placed && { place: placed.place }) };
  } finally {
    await store.close();
  }
}

async function placeAddress(
  ctx: RecordsContext,
  { db }: SmallStore,
  told: string,
): Promise<{ text: string; place: NonNullable<DecisionData['place']> } | undefined> {
  const quoted = `'${told.replaceAll("'", "''")}'`;
  await placeAddresses(db, `select ${quoted} as text`, await readNames(ctx, db));
  const [row] = await queryRows<{
    area: string;
    compound_key: string;
    building_key: string;
    dwelling_key: string;
    level: number;
    text: string;
  }>(
    db,
    `select *, readable(dwelling_key) as text from (select * exclude (text) from address where text = ${quoted}) a`,
  );
  if (!row?.dwelling_key) return undefined;
  return { text: row.text, place: [row.area, row.compound_key, row.building_key, row.dwelling_key, row.level] };
}
