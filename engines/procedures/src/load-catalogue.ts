import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shapeLoop } from './shape-loop.ts';
import type { FormSchema, Loop, Procedure } from './types.ts';
import { validateForm } from './validate-form.ts';

/** What a case keeps of the declaration it was opened under. */
export type PinnedProcedure = { procedure: Procedure; loop: Loop; hash: string };

export type Catalogue = {
  /** Loops as declared, by key. */
  loops: ReadonlyMap<string, Loop>;
  procedures: ReadonlyMap<string, Procedure>;
  /**
   * A procedure with the loop as it uses it and a hash over both.
   * @throws Error when there is no such procedure
   */
  pinned(procedure: string): PinnedProcedure;
};

const schemas = new URL('../schemas/', import.meta.url);
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.schema.json`, schemas), 'utf8')) as FormSchema;

/**
 * Reads `loops/*.yaml` and `procedures/*.yaml` of a folder and checks every file against its JSON Schema.
 * @throws Error naming every faulty file and the place in it
 */
export function loadCatalogue(dir: string): Catalogue {
  const faults: string[] = [];
  const loops = readDeclarations<Loop>(dir, 'loop', faults);
  const procedures = readDeclarations<Procedure>(dir, 'procedure', faults);
  const pins = new Map<string, PinnedProcedure>();
  for (const [key, procedure] of procedures) {
    const loop = loops.get(procedure.loop);
    if (!loop) {
      if (faults.length === 0) faults.push(`procedures/${key}.yaml /loop: there is no loop ${procedure.loop}`);
      continue;
    }
    try {
      const shaped = shapeLoop(loop, procedure);
      const hash = createHash('sha256')
        .update(JSON.stringify([procedure, shaped]))
        .digest('hex');
      pins.set(key, { procedure, loop: shaped, hash });
    } catch (error) {
      faults.push(`procedures/${key}.yaml /: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw new Error(`the catalogue in ${dir} has faults:\n${faults.join('\n')}`);
  return {
    loops,
    procedures,
    pinned(procedure) {
      const pin = pins.get(procedure);
      if (!pin) throw new Error(`there is no procedure ${procedure}`);
      return pin;
    },
  };
}

function readDeclarations<T extends object>(dir: string, kind: 'loop' | 'procedure', faults: string[]): Map<string, T> {
  const schema = schemaOf(kind);
  const found = new Map<string, T>();
  for (const file of readdirSync(join(dir, `${kind}s`)).sort()) {
    if (!file.endsWith('.yaml')) continue;
    const name = `${kind}s/${file}`;
    const declaration = readYaml(join(dir, name), name, faults);
    if (declaration === undefined) continue;
    const wrong = validateForm(schema, declaration);
    for (const { path, message } of wrong) faults.push(`${name} ${path || '/'}: ${message}`);
    if (wrong.length > 0) continue;
    const key = (declaration as Record<string, string>)[kind] as string;
    if (`${key}.yaml` === file) found.set(key, declaration as T);
    else faults.push(`${name} /${kind}: must carry the name of its file, not ${key}`);
  }
  return found;
}

function readYaml(path: string, name: string, faults: string[]): unknown {
  try {
    return parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    faults.push(`${name}: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
}
