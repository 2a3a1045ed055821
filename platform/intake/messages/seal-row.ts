import type { Sealer } from '../../access/seal.ts';

/** A row as it waits: sealed, because nobody knows before the mapping which columns hold names and phones. */
export function sealRow(sealer: Sealer, cells: Readonly<Record<string, string>>): { sealed: string } {
  return { sealed: sealer.sealJson(cells).toString('base64') };
}

/** The cells of a row; none where its content was dropped with its acceptance. */
export function openRow(sealer: Sealer, raw: unknown): Record<string, string> {
  const { sealed } = raw as { sealed?: string };
  return sealed ? (sealer.openJson(Buffer.from(sealed, 'base64')) as Record<string, string>) : {};
}
