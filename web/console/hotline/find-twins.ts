import type { CaseRow } from '../case/case-types.ts';

export type Call = { lon?: number | undefined; lat?: number | undefined; matter?: string | undefined; text: string };
export type Twin = { row: CaseRow; metres: number | null; sameMatter: boolean };

/** Within this distance two reports are likely to stand before the same thing. */
const near = 300;

/**
 * Open cases that the call may be about, the likeliest first: the same matter, a shared wording, then nearness. Without a
 * position only the matter and the wording can tell.
 */
export function findTwins(rows: readonly CaseRow[], call: Call): Twin[] {
  const said = pairsOf(call.text);
  return rows
    .map((row) => ({
      row,
      metres: metresTo(row, call),
      sameMatter: call.matter !== undefined && row.matter === call.matter,
      shared: share(said, pairsOf(`${row.title}${row.place ?? ''}`)),
    }))
    .filter(({ metres, sameMatter, shared }) =>
      metres === null
        ? sameMatter || shared >= 0.4
        : metres <= near && (sameMatter || shared >= 0.2 || metres <= near / 3),
    )
    .sort((a, b) => likeness(b) - likeness(a))
    .slice(0, 6)
    .map(({ row, metres, sameMatter }) => ({ row, metres: metres === null ? null : Math.round(metres), sameMatter }));
}

type Judged = { metres: number | null; sameMatter: boolean; shared: number };
const likeness = ({ metres, sameMatter, shared }: Judged) =>
  Number(sameMatter) + 2 * shared - (metres ?? near) / near / 2;

/** Flat-earth distance, good to a metre over the few hundred that matter here. */
function metresTo(row: CaseRow, call: Call): number | null {
  if (row.lon === null || row.lat === null || call.lon === undefined || call.lat === undefined) return null;
  const north = (row.lat - call.lat) * 111_320;
  const east = (row.lon - call.lon) * 111_320 * Math.cos((call.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

function pairsOf(text: string): Set<string> {
  const signs = [...text.replace(/[\s\p{P}]/gu, '')];
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`));
}

/** Which part of the title's pairs of signs the call contains. */
function share(said: ReadonlySet<string>, title: ReadonlySet<string>): number {
  if (title.size === 0) return 0;
  return [...title].filter((pair) => said.has(pair)).length / title.size;
}
