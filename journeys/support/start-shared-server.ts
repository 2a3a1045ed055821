import type { TestProject } from 'vitest/node';
import { removeFolder, startServer } from './start-server.ts';
import { unpackBrowser } from './unpack-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the sample district that the journeys of one run share. */
    serverUrl: string;
    /** Its data folder. */
    serverFolder: string;
  }
}

/** Vitest global setup of the journeys: one sample district for all, and the browser unpacked before the race for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await unpackBrowser();
  const server = await startServer({ env: { GEWU_SAMPLE_ROWS: '1' } });
  project.provide('serverUrl', server.url);
  project.provide('serverFolder', server.folder);
  return async () => {
    await server.stop();
    await removeFolder(server.folder);
  };
}
