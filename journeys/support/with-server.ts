import { afterAll, beforeAll } from 'vitest';
import { removeFolder, type Server, startServer } from './start-server.ts';

/** A sample district for one test file alone, for tests that count everything or that other tests would disturb. */
export function withServer(cases = 300): { readonly url: string } {
  let server: Server | undefined;
  beforeAll(async () => {
    server = await startServer({ cases });
  });
  afterAll(async () => {
    await server?.stop();
    if (server) await removeFolder(server.folder);
  });
  return {
    get url() {
      if (!server) throw new Error('The server is there from beforeAll on.');
      return server.url;
    },
  };
}
