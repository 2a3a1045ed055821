import { describe, expect, it } from 'vitest';
import { findFaults } from './find-faults.ts';

const engines = new Map([['procedures', ['xstate']]]);
const check = (files: Record<string, string>) => findFaults(new Map(Object.entries(files)), engines);

describe('the order of the house', () => {
  it('is silent on a house in order', () => {
    const files = {
      'platform/db/with-actor.ts': "import type { Actor } from '../access/actor.ts'; export const withActor = 1;",
      'platform/cases/open-case.ts':
        "import { withActor } from '../db/with-actor.ts'; import type { Context } from '../http/context.ts'; export const x = withActor;",
      'platform/http/context.ts': "import type { x } from '../cases/open-case.ts'; export type Context = typeof x;",
      'web/console/desk.tsx': "import { api } from '../kit/api.ts'; export const Desk = () => <p>{String(api)}</p>;",
      'engines/procedures/src/a.ts':
        "import { setup } from 'xstate'; import { b } from './b.ts'; export const a = [setup, b];",
    };
    expect(check(files)).toEqual([]);
  });

  it.each([
    [
      'a lower room that imports a higher one',
      'platform/audit/a.ts',
      "import { b } from '../cases/b.ts'; export const a = b;",
    ],
    ['a neighbour', 'platform/intake/a.ts', "import { b } from '../devices/b.ts'; export const a = b;"],
    ['the same, dynamic', 'platform/access/a.ts', "export const a = () => import('../insights/b.ts');"],
    ['the same, re-exported', 'platform/db/a.ts', "export { b } from '../areas/b.ts';"],
    ['the same, as a type', 'platform/db/a.ts', "import type { B } from '../areas/b.ts'; export type A = B;"],
    ['the same, in a type', 'platform/db/a.ts', "export type A = import('../areas/b.ts').B;"],
    ['routes of another room', 'platform/jobs/a.ts', "import { b } from '../cases/routes/b.ts'; export const a = b;"],
    ['a room without a place', 'platform/attic/a.ts', "import { b } from '../db/b.ts'; export const a = b;"],
    ['the composition', 'platform/cases/a.ts', "import { b } from '../main.ts'; export const a = b;"],
    ['a test helper', 'platform/cases/a.ts', "import { b } from '../testing/with-database.ts'; export const a = b;"],
    ['a face in the kit', 'web/kit/a.ts', "import { b } from '../console/b.ts'; export const a = b;"],
    ['a face in a face', 'web/field/a.ts', "import { b } from '../resident/b.ts'; export const a = b;"],
    ['server code in a face', 'web/field/a.ts', "import { b } from '../../platform/config.ts'; export const a = b;"],
    ['a face in the server', 'platform/cases/a.ts', "import { b } from '../../web/kit/b.ts'; export const a = b;"],
    [
      'Gewu in an engine',
      'engines/procedures/src/a.ts',
      "import { b } from '../../../platform/config.ts'; export const a = b;",
    ],
    ['an undeclared package', 'engines/procedures/src/a.ts', "import b from 'kysely'; export const a = b;"],
    [
      'an engine by path',
      'platform/cases/a.ts',
      "import { b } from '../../engines/procedures/src/b.ts'; export const a = b;",
    ],
    ['too long a file', 'platform/cases/a.ts', 'export const a = 1;\n'.repeat(301)],
  ])('refuses %s', (_, file, text) => {
    const faults = check({ [file]: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(file);
  });

  it('finds a circle at run time, and lets types go round', () => {
    const circle = {
      'platform/cases/a.ts': "import { b } from './b.ts'; export const a = b;",
      'platform/cases/b.ts': "import { c } from './c.ts'; export const b = c;",
      'platform/cases/c.ts': "import { a } from './a.ts'; export const c = a;",
    };
    expect(check(circle)).toEqual([
      'circle: platform/cases/a.ts -> platform/cases/b.ts -> platform/cases/c.ts -> platform/cases/a.ts',
    ]);
    expect(
      check({
        ...circle,
        'platform/cases/c.ts': "import type { a } from './a.ts'; export const c = null as typeof a;",
      }),
    ).toEqual([]);
  });
});
