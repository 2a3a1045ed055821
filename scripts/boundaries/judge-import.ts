import { COMPOSITION, CONTRACTS, FACES, ROOMS } from './house.ts';
import type { Import } from './read-imports.ts';

const TEST = /\.test\.tsx?$|\/testing(\/|\.ts$)/;

/**
 * Whether one import is allowed in the house.
 * @param file the importing file, from the root of the repository
 * @param target a path from the root for relative imports, else the specifier
 * @returns what is wrong, or undefined
 */
export function judgeImport(
  file: string,
  target: string,
  { typeOnly }: Pick<Import, 'typeOnly'>,
  engineDependencies: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const top = file.split('/')[0];
  const targetTop = target.split('/')[0];
  if (top === 'engines') return judgeEngine(file, target, engineDependencies);
  if (target.startsWith('engines/')) return `reaches into ${target}; import the engine by its package name`;
  if (TEST.test(file)) return undefined; // a test may compose what it needs
  if (TEST.test(target)) return `imports ${target}, which is for tests`;
  if (top === 'web') return judgeWeb(file, target, typeOnly);
  if (top === 'platform') {
    if (['web', 'bench', 'journeys', 'scripts'].includes(targetTop ?? ''))
      return `imports ${target}; the server knows nothing of it`;
    return judgeRoom(file, target, typeOnly);
  }
  return undefined;
}

function judgeEngine(
  file: string,
  target: string,
  dependencies: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const engine = file.split('/')[1] ?? '';
  if (target.startsWith('engines/'))
    return target.startsWith(`engines/${engine}/`) ? undefined : `imports another engine by path: ${target}`;
  if (/^(platform|web|sample|bench|journeys|scripts|catalog|\.\.)\//.test(target))
    return `an engine imports nothing of Gewu: ${target}`;
  if (target.startsWith('node:') || TEST.test(file)) return undefined;
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
  return dependencies.get(engine)?.includes(name)
    ? undefined
    : `${name} is not declared in engines/${engine}/package.json`;
}

function judgeWeb(file: string, target: string, typeOnly: boolean): string | undefined {
  if (/^(platform|sample|bench|journeys|scripts)\//.test(target))
    return typeOnly ? undefined : `the faces import no server code: ${target}`;
  const [, from = '', rest] = file.split('/');
  if (rest === undefined) return undefined; // the build itself puts the faces together
  const to = target.startsWith('web/') ? (target.split('/')[1] ?? '') : '';
  if (!FACES.includes(to) || from === to) return undefined;
  return from === 'kit' ? `the kit knows no face: ${target}` : `faces do not import each other: ${target}`;
}

function judgeRoom(file: string, target: string, typeOnly: boolean): string | undefined {
  const room = roomOf(file);
  if (COMPOSITION.includes(file) || room === 'cli') return undefined;
  if (COMPOSITION.includes(target)) return `only the composition imports ${target}`;
  if (CONTRACTS.includes(target) && typeOnly) return undefined;
  if (CONTRACTS.includes(file) && typeOnly) return undefined;
  if (target.startsWith('sample/'))
    return room === 'jobs' ? undefined : `only the command line and the jobs load the sample: ${target}`;
  const other = roomOf(target);
  if (room === undefined || other === undefined || room === other) return undefined;
  const here = ROOMS[room];
  const there = ROOMS[other];
  if (here === undefined)
    return `platform/${room} has no place in the order of the rooms (scripts/boundaries/house.ts)`;
  if (there === undefined)
    return `platform/${other} has no place in the order of the rooms (scripts/boundaries/house.ts)`;
  if (there >= here) return `${room} may not import ${other}: ${target}`;
  if (/\/routes(\/|\.ts$)/.test(target)) return `routes belong to their room: ${target}`;
  return undefined;
}

/** `platform/cases/open-case.ts` -> `cases`; files directly under platform belong to no room. */
function roomOf(path: string): string | undefined {
  const [top, room, rest] = path.split('/');
  return top === 'platform' && rest !== undefined ? room : undefined;
}
