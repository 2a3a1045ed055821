import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import { maskBirth, maskValue } from '../mask-value.ts';
import { isSecretRef, openSecrets } from '../open-secrets.ts';
import type { Base } from '../sources/declaration.ts';
import type { Found } from './find-terms.ts';

/** What lists show beside the name, by kind. */
const HINTS: Record<string, readonly string[]> = {
  person: ['sex', 'birth', 'citizen', 'phone'],
  household: ['kind'],
  dwelling: ['use', 'status'],
  building: ['kind', 'floors', 'units'],
  compound: ['nature', 'property_company'],
  organisation: ['uscc', 'state', 'phone'],
  place: ['kind', 'phone'],
  component: ['code', 'state'],
};
const ADDRESSED = new Set(['person', 'organisation', 'place']);

export type Hint = { field: string; name: Sentence; value: Sentence };
export type FoundRow = {
  id: number;
  kind: string;
  label: string;
  area: string;
  areaName: string;
  address: string | null;
  hint: Hint[];
  rows: number;
  minor: boolean;
  seen: string | null;
};

/**
 * Found entities as a list shows them, sensitive values masked.
 * @param tail digits that the citizen number or phone must end with: the index knows the last four only
 */
export async function viewFound(ctx: Context, base: Base, found: readonly Found[], tail?: string): Promise<FoundRow[]> {
  const secrets = await openSecrets(
    ctx,
    found.flatMap((one) => [...(HINTS[one.kind] ?? []), 'address'].map((field) => one.fields[field])),
  );
  const plain = (value: unknown) => (isSecretRef(value) ? secrets.get(value['§']) : value);
  const endsRight = (one: Found) =>
    tail === undefined ||
    ['citizen', 'phone'].some((field) =>
      String(plain(one.fields[field]) ?? '')
        .replaceAll('-', '')
        .endsWith(tail),
    );
  return Promise.all(
    found.filter(endsRight).map(async (one) => ({
      id: one.id,
      kind: one.kind,
      label: one.label,
      area: one.area,
      areaName: await ctx.caches.areas.name(one.area),
      address: ADDRESSED.has(one.kind) ? addressOf(one) : null,
      hint: hintsOf(base, one, plain),
      rows: one.rows,
      minor: one.minor,
      seen: one.seen,
    })),
  );
}

function addressOf({ fields, minor }: Found): string | null {
  return !minor && typeof fields.address === 'string' ? fields.address : null;
}

function hintsOf(base: Base, one: Found, plain: (value: unknown) => unknown): Hint[] {
  const declared = base.kinds[one.kind as keyof Base['kinds']]?.fields ?? {};
  return (HINTS[one.kind] ?? []).flatMap((field): Hint[] => {
    const value = one.fields[field];
    const known = declared[field];
    if (value === undefined || value === null || !known) return [];
    const name = { zh: known.zh, en: known.en };
    if (isSecretRef(value)) {
      const masked = maskValue(known.type, plain(value), one.minor);
      return [{ field, name, value: { zh: masked, en: masked } }];
    }
    // not the day: beside the masked number it would give the number away
    if (field === 'birth') {
      const masked = maskBirth(String(value));
      return [{ field, name, value: { zh: masked, en: masked } }];
    }
    const code = known.codes ? base.codes[known.codes]?.values[String(value)] : undefined;
    return [{ field, name, value: code ?? { zh: String(value), en: String(value) } }];
  });
}
