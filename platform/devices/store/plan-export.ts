import type pg from 'pg';
import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Profile } from '../profiles/profile-types.ts';

const When = Type.String({ format: 'date-time' });
export const ExportQuery = Type.Object({
  device: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
  profile: Type.Optional(
    Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$', description: 'of the devices, unless one is said' }),
  ),
  from: When,
  to: When,
  what: Type.Union([Type.Literal('readings'), Type.Literal('hours'), Type.Literal('days')]),
});
export type ExportQuery = Static<typeof ExportQuery>;

/** More rows than this are no file for a desk. */
export const MOST_ROWS = 1_000_000;

export type Column = { name: string; type: 'VARCHAR' | 'DOUBLE' | 'BOOLEAN' | 'BIGINT' };
export type ExportPlan = {
  rows: number;
  devices: number;
  area: string;
  profile: string;
  columns: Column[];
  query: string;
};

const TABLES = { readings: 'telemetry', hours: 'rollup_hour', days: 'rollup_day' } as const;
/** The hour and the day in which the span begins are whole. */
const BEGINS = {
  readings: (at: string) => at,
  hours: (at: string) => `date_trunc('hour', ${at}, 'Asia/Shanghai')`,
  days: (at: string) => `date_trunc('day', ${at}, 'Asia/Shanghai')`,
};
const TYPES = { number: 'DOUBLE', boolean: 'BOOLEAN', text: 'VARCHAR' } as const;

/**
 * What an export would hold: one device, or the devices of a kind in an area, as far as they lie in sight. Readings come
 * with a column for each key that the profile declares, the rest of what was said as JSON in the last; hours and days
 * with a row a key.
 * @throws Problem 404 where nothing of that kind lies in sight; 422 where the span or the file is too large
 */
export async function planExport(ctx: Context, actor: Actor, query: ExportQuery): Promise<ExportPlan> {
  const { device, profile, what } = query;
  const span = { from: new Date(query.from), to: new Date(query.to) };
  if (!(span.to > span.from))
    throw new Problem(422, 'span.wrong', {
      zh: '结束时间须晚于开始时间。',
      en: 'The end must lie after the beginning.',
    });
  return withActor(ctx.pool, actor, async (_db, client) => {
    const within = query.within ?? '';
    const { rows: found } = await client.query<{ key: string; declaration: Profile; devices: number; area: string }>(
      `select p.key, p.declaration, count(*)::int as devices, min(d.area) as area from device d join device_profile p on p.key = d.profile
       where case when $1::int is null then d.profile = $2 and d.area >= $3 and d.area < $3 || ':' else d.id = $1 end group by p.key`,
      [device ?? null, profile ?? '', within],
    );
    const kind = found[0];
    if (!kind) throw notFound({ zh: '这类设备', en: 'Such a device' });
    const whose =
      device === undefined
        ? `d.profile = ${client.escapeLiteral(kind.key)} and d.area >= ${client.escapeLiteral(within)} and d.area < ${client.escapeLiteral(`${within}:`)}`
        : `d.id = ${device}`;
    const begin = `${client.escapeLiteral(span.from.toISOString())}::timestamptz`;
    const when = `t.at >= ${BEGINS[what](begin)} and t.at < ${client.escapeLiteral(span.to.toISOString())}`;
    const from = `from device d join ${TABLES[what]} t on t.device = d.id where ${whose} and ${when}${what === 'readings' ? '' : ` and t.key <> ''`}`;
    const { rows: counted } = await client.query<{ n: number }>(
      `select count(*)::int as n from (select ${from} limit ${MOST_ROWS + 1}) x`,
    );
    const { columns, select } = what === 'readings' ? readings(client, kind.declaration) : sums();
    return {
      rows: counted[0]?.n ?? 0,
      devices: kind.devices,
      area: query.within ?? kind.area,
      profile: kind.key,
      columns: [...HEAD.columns, ...columns],
      query: `select ${HEAD.select}, ${select} ${from} order by d.id, t.at`,
    };
  });
}

type Part = { columns: Column[]; select: string };

const text = (name: string): Column => ({ name, type: 'VARCHAR' });
/** Times stand as the clock in China showed them, with its offset. */
const HEAD: Part = {
  columns: ['device', 'name', 'area', 'time'].map(text),
  select: `d.code, d.name, d.area, to_char(t.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"')`,
};

function readings(client: Pick<pg.ClientBase, 'escapeLiteral'>, { keys }: Profile): Part {
  const names = Object.keys(keys);
  const literals = names.map((name) => client.escapeLiteral(name));
  return {
    columns: [...Object.entries(keys).map(([name, { type }]): Column => ({ name, type: TYPES[type] })), text('more')],
    select: [
      ...literals.map((name) => `t.values ->> ${name}`),
      `nullif((t.values - array[${literals.join(', ')}]::text[])::text, '{}')`,
    ].join(', '),
  };
}

const sums = (): Part => ({
  columns: [
    text('key'),
    { name: 'n', type: 'BIGINT' },
    ...['min', 'mean', 'max', 'last'].map((name): Column => ({ name, type: 'DOUBLE' })),
  ],
  select: 't.key, t.n, t.min, t.sum / t.n, t.max, t.last',
});
