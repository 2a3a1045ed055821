import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text, Urgency } from '@gewu/procedures/types';
import { parse } from 'csv-parse/sync';
import { type Leads, readLeads } from './read-leads.ts';

/** A row of the table `matter`. */
export type MatterRow = {
  /** M06010 a matter, C01001 a component, G017 a grassroots leaf: a code never travels without its kind. */
  key: string;
  kind: 'matter' | 'component' | 'grassroots';
  name: string;
  name_en: string;
  classes: Text[];
  lead: string;
  procedure: string;
  urgency: Urgency;
  catalogue: string;
  mapped_to: string | null;
  active: boolean;
};

type CodeRow = {
  kind: 'matter' | 'component';
  major: string;
  major_zh: string;
  major_en: string;
  minor: string;
  name_zh: string;
  name_en: string;
};
type LeafRow = { l1_zh: string; l1_en: string; l2_zh: string; l2_en: string };

/** The name that means a different thing in each class it stands under. */
const BARE_OTHER = '其他';

/**
 * Reads both catalogues of matters: the 403 codes of GB/T 47678.5 and the leaves of the grassroots events, one row a
 * leaf however many classes it stands under. Leaves that name a matter of the standard follow that matter.
 * @param dir folder of the catalogue, with `matters/` and `leads.yaml`
 * @throws Error when a row has no lead or an equation names no matter
 */
export function readMatters(dir: string): MatterRow[] {
  const leads = readLeads(dir);
  const codes = readTable<CodeRow>(join(dir, 'matters/gbt47678.5.tsv')).map((row) => codeMatter(row, leads));
  const byKey = new Map(codes.map((row) => [row.key, row]));
  return [...codes, ...leaves(readTable<LeafRow>(join(dir, 'matters/grassroots-events.tsv')), leads, byKey)];
}

function readTable<T>(path: string): T[] {
  return parse(readFileSync(path), { columns: true, delimiter: '\t', quote: false }) as T[];
}

function codeMatter(row: CodeRow, leads: Leads): MatterRow {
  const code = row.major + row.minor;
  return {
    key: (row.kind === 'matter' ? 'M' : 'C') + code,
    kind: row.kind,
    name: row.name_zh,
    name_en: row.name_en,
    classes: [{ zh: row.major_zh, en: row.major_en }],
    ...leads.ofCode(code),
    catalogue: 'GBT47678.5-2026',
    mapped_to: null,
    active: true,
  };
}

function leaves(rows: readonly LeafRow[], leads: Leads, codes: ReadonlyMap<string, MatterRow>): MatterRow[] {
  const found = new Map<string, MatterRow>();
  for (const { l1_zh, l1_en, l2_zh, l2_en } of rows) {
    const own = l2_zh === BARE_OTHER && l1_zh !== BARE_OTHER ? `${l2_zh}（${l1_zh}）` : l2_zh;
    const place = { zh: l1_zh, en: l1_en };
    const known = found.get(own);
    if (known) {
      known.classes.push(place);
      continue;
    }
    const target = leads.same[l2_zh];
    const same = target === undefined ? undefined : codes.get(target);
    if (target !== undefined && !same)
      throw new Error(`leads.yaml: ${l2_zh} is said to be ${target}, which does not exist`);
    const { lead, procedure, urgency } = same ?? leads.ofLeaf(l2_zh, l1_zh);
    const english = leads.english[l2_zh] ?? l2_en;
    found.set(own, {
      // numbered in the order of the file: new leaves are added at its end
      key: `G${String(found.size + 1).padStart(3, '0')}`,
      kind: 'grassroots',
      name: own,
      name_en: own === l2_zh ? english : `${english} (${l1_en})`,
      classes: [place],
      lead,
      procedure,
      urgency,
      catalogue: 'grassroots',
      mapped_to: same?.key ?? null,
      active: !leads.inactive.has(l2_zh),
    });
  }
  return [...found.values()];
}
