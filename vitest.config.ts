import { defineConfig } from 'vitest/config';

// Two cores are the machine we promise to pass on: a third file at once makes all of them slower.
export default defineConfig({
  test: {
    maxWorkers: 2,
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
