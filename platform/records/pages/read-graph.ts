import type pg from 'pg';
import type { Sentence } from '../../http/problem.ts';
import type { Base } from '../sources/declaration.ts';

export type GraphNode = { id: number; kind: string; label: string; minor: boolean; hop: number };
export type GraphEdge = { from: number; to: number; relation: string; name: Sentence; seen: string | null };
/** `beyond`: neighbours that exist but lie outside the reader's area. */
export type Graph = { nodes: GraphNode[]; edges: GraphEdge[]; total: number; beyond: number };

const MOST_NEIGHBOURS = 40;
const MOST_HOUSEMATES = 24;

type LinkRow = {
  from: number;
  to: number;
  relation: string;
  seen: string | null;
  id: number;
  kind: string;
  label: string;
  minor: boolean;
};

/**
 * The entities around one: its neighbours, and through a home or a household the people who share it.
 * @param client as the reader: who lies outside their area is counted, not named
 */
export async function readGraph(client: pg.PoolClient, base: Base, self: GraphNode): Promise<Graph> {
  const { rows: count } = await client.query<{ n: number }>(
    'select (select count(*) from entity_link where from_entity = $1) + (select count(*) from entity_link where to_entity = $1) as n',
    [self.id],
  );
  const total = count[0]?.n ?? 0;
  const near = await neighbours(client, [self.id], MOST_NEIGHBOURS, ['from_entity', 'to_entity']);
  const shared = near.filter(({ kind }) => self.kind === 'person' && (kind === 'dwelling' || kind === 'household'));
  const mates =
    shared.length > 0
      ? await neighbours(
          client,
          shared.map(({ id }) => id),
          MOST_HOUSEMATES,
          ['to_entity'],
        )
      : [];
  const nodes = new Map<number, GraphNode>([[self.id, self]]);
  const edges = new Map<string, GraphEdge>();
  for (const [hop, rows] of [near, mates].entries())
    for (const { from, to, relation, seen, id, kind, label, minor } of rows) {
      if (!nodes.has(id)) nodes.set(id, { id, kind, label, minor, hop: hop + 1 });
      const { zh, en } = base.relations[relation] ?? { zh: relation, en: relation };
      edges.set(`${from} ${relation} ${to}`, { from, to, relation, name: { zh, en }, seen });
    }
  const beyond = total <= MOST_NEIGHBOURS ? Math.max(0, total - near.length) : 0;
  return { nodes: [...nodes.values()], edges: [...edges.values()], total, beyond };
}

async function neighbours(
  client: pg.PoolClient,
  ids: readonly number[],
  limit: number,
  ends: readonly ('from_entity' | 'to_entity')[],
): Promise<LinkRow[]> {
  const sides = ends.map((end) => {
    const other = end === 'from_entity' ? 'to_entity' : 'from_entity';
    return `(select l.from_entity as "from", l.to_entity as "to", l.relation, l.seen, e.id, e.kind, e.label, e.minor
      from entity_link l join entity e on e.id = l.${other} and e.merged_into is null
      where l.${end} = any($1) order by l.relation, l.seen desc nulls last, e.id limit ${limit})`;
  });
  return (await client.query<LinkRow>(`select * from (${sides.join(' union all ')}) n limit ${limit}`, [ids])).rows;
}
