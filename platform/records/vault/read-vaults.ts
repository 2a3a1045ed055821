import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormSchema } from '@gewu/procedures/types';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { notFound, type Sentence } from '../../http/problem.ts';

/** A support register as `catalog/vaults/*.yaml` declares it. */
export type Vault = {
  vault: string;
  name: Sentence;
  /** Code of the department that owns it and alone may use it. */
  owner: string;
  purpose: Sentence;
  legal_basis: Sentence;
  retention: { years: number };
  destruction: Sentence;
  form: FormSchema;
};

const known = new Map<string, Map<string, Vault>>();

/**
 * Reads the declared support registers.
 * @throws Error where a file leaves out what every register must say (owner, purpose, legal basis, retention, destruction)
 */
export function readVaults(dir: string = CATALOGUE_DIR): Map<string, Vault> {
  const before = known.get(dir);
  if (before) return before;
  const vaults = new Map<string, Vault>();
  for (const file of readdirSync(join(dir, 'vaults')).sort()) {
    if (!file.endsWith('.yaml')) continue;
    const vault = parse(readFileSync(join(dir, 'vaults', file), 'utf8')) as Vault;
    for (const key of ['name', 'owner', 'purpose', 'legal_basis', 'destruction', 'form'] as const)
      if (!vault[key]) throw new Error(`vaults/${file} /${key}: must be declared`);
    if (`${vault.vault}.yaml` !== file) throw new Error(`vaults/${file} /vault: must carry the name of its file`);
    if (!(vault.retention?.years > 0)) throw new Error(`vaults/${file} /retention/years: must be declared`);
    vaults.set(vault.vault, vault);
  }
  known.set(dir, vaults);
  return vaults;
}

/** @throws Problem 404 where no such register is declared */
export function getVault(code: string): Vault {
  const vault = readVaults().get(code);
  if (!vault) throw noVault();
  return vault;
}

/** The register does not exist or is not this actor's: the answer is the same. */
export function noVault() {
  return notFound({ zh: '名册', en: 'The register' });
}
