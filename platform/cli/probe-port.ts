import { createServer } from 'node:net';

/**
 * Whether a port can be had, by having it for a moment.
 * @throws Error of the system, EADDRINUSE where somebody has it
 */
export async function probePort(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
  await new Promise((done) => server.close(done));
}
