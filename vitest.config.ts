import { defineConfig } from 'vitest/config';

// Two cores are the machine we promise to pass on. A third file at once works while the others wait for a database, a
// browser or a server to start; no test asserts a time.
export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{platform,engines,sample,scripts,bench,web}/**/*.test.{ts,tsx}'],
          globalSetup: ['platform/testing/start-test-cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['journeys/**/*.test.ts'],
          globalSetup: ['journeys/support/start-shared-server.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
