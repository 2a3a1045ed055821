/**
 * The order of the rooms: a room may import only rooms with a smaller number. Rooms with the same number are
 * neighbours that do not know each other.
 */
export const ROOMS: Readonly<Record<string, number>> = {
  db: 0,
  http: 1,
  audit: 2,
  access: 3,
  files: 4,
  catalogue: 4,
  areas: 4,
  push: 4,
  cases: 5,
  records: 6,
  intake: 7,
  devices: 7,
  community: 7,
  insights: 8,
  privacy: 8,
  jobs: 9,
  cli: 10,
};

/** Puts the rooms together; imported by nobody but the command line and each other. */
export const COMPOSITION: readonly string[] = [
  'platform/main.ts',
  'platform/compose.ts',
  'platform/rooms.ts',
  'platform/start-server.ts',
  'platform/http/build-app.ts',
];

/** Shapes that every room may name in an `import type`, because they describe the whole. */
export const CONTRACTS: readonly string[] = [
  'platform/access/actor.ts',
  'platform/http/context.ts',
  'platform/config.ts',
];

/** The three faces of the web; `web/kit` serves them and knows none. */
export const FACES: readonly string[] = ['console', 'field', 'resident'];

/** No source file of ours is longer than this. */
export const MOST_LINES = 300;
