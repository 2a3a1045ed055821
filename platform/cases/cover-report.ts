import type { Actor } from '../access/actor.ts';
import type { CatalogueSnapshot } from '../catalogue/catalogue-cache.ts';
import type { CaseRecord } from './case-record.ts';

type Words = Pick<CaseRecord, 'title' | 'place' | 'lon' | 'lat' | 'matter'>;

/**
 * Whether the actor is a resident who only follows the case: joined it as the same matter, or was merged into it. Anyone
 * may join by a number, so a follower sees the course of the case and nothing that its reporter wrote or photographed.
 */
export function onlyFollows(actor: Actor, row: { reporter: string | null }): boolean {
  return actor.kind === 'resident' && row.reporter !== actor.account;
}

/** The case as a follower sees it: named by its matter, its place known to a hundred metres. */
export function coverReport<T extends Words>(row: T, catalogue: CatalogueSnapshot): T {
  const matter = row.matter === null ? undefined : catalogue.matters.get(row.matter);
  const near = (degrees: number | null) => (degrees === null ? null : Math.round(degrees * 1000) / 1000);
  return { ...row, title: matter?.name.zh ?? '邻近事项', place: null, lon: near(row.lon), lat: near(row.lat) };
}
