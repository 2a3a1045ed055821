import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Urgency } from '@gewu/procedures/types';
import { parse } from 'yaml';

export type Lead = { lead: string; procedure: string; urgency: Urgency };
type Part = Partial<Lead>;

type LeadsFile = {
  majors: Record<string, Part>;
  codes: (Part & { codes: string[] })[];
  classes: Record<string, Part>;
  leaves: Record<string, Part>;
  same: Record<string, string>;
  inactive: string[];
  english: Record<string, string>;
};

export type Leads = Pick<LeadsFile, 'same' | 'english'> & {
  inactive: ReadonlySet<string>;
  /** For a five-digit code of the standard. */
  ofCode(code: string): Lead;
  /** For a grassroots leaf by its name and first class. */
  ofLeaf(name: string, firstClass: string): Lead;
};

/**
 * Reads who leads what, how urgent it is and which procedure it travels.
 * @throws Error when a code or class has no lead or procedure
 */
export function readLeads(dir: string): Leads {
  const file = parse(readFileSync(join(dir, 'leads.yaml'), 'utf8')) as LeadsFile;
  return {
    same: file.same,
    english: file.english,
    inactive: new Set(file.inactive),
    ofCode: (code) =>
      whole(
        code,
        file.majors[code.slice(0, 2)],
        ...file.codes.filter((rule) => rule.codes.some((range) => covers(range, code))),
      ),
    ofLeaf: (name, firstClass) => whole(name, file.classes[firstClass], file.leaves[name]),
  };
}

/** Ranges are written `01001-01012`; codes of one length compare as text. */
function covers(range: string, code: string): boolean {
  const [from = range, to = from] = range.split('-');
  return from <= code && code <= to;
}

function whole(what: string, ...parts: (Part | undefined)[]): Lead {
  const { lead, procedure, urgency = 'normal' } = Object.assign({}, ...parts) as Part;
  if (!lead || !procedure) throw new Error(`leads.yaml says nothing of ${what}`);
  return { lead, procedure, urgency };
}
