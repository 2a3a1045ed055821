import { addressTerm } from '../search/address-term.ts';
import type { CasePlace } from './find-cases.ts';
import type { EntityRow } from './find-entity.ts';
import type { Graph } from './read-graph.ts';

const PLACES = new Set(['dwelling', 'building', 'compound']);
const AT_HOME = new Set(['lives_in', 'seated_at', 'stands_in', 'part_of', 'owns', 'rents']);

/**
 * Where an entity is, as cases tell places: its own address, or that of the home it belongs to.
 * @param areas names of areas that may stand before a compound
 */
export function placeOfEntity(row: EntityRow, graph: Graph, areas: readonly string[]): CasePlace {
  const homes = graph.edges
    .filter(({ from, relation }) => from === row.id && AT_HOME.has(relation))
    .flatMap(({ to }) => graph.nodes.find(({ id, kind }) => id === to && PLACES.has(kind)) ?? []);
  const home = homes.find(({ kind }) => kind === 'dwelling') ?? homes[0];
  const text = PLACES.has(row.kind) ? row.label : (home?.label ?? row.fields.address);
  const term = typeof text === 'string' ? addressTerm(text, areas) : undefined;
  const [, compound, building] = /^(\D+)(\d+)?/.exec(term ?? '') ?? [];
  return {
    entities: [row.id, ...(home?.kind === 'dwelling' ? [home.id] : [])],
    area: row.area,
    compound,
    building,
    point: row.lon !== null && row.lat !== null ? { lon: row.lon, lat: row.lat } : undefined,
  };
}
