import { type Installation, openInstallation } from '../compose.ts';
import { readConfig } from '../config.ts';

/** Runs a command against the installation and leaves a running server's database alone. */
export async function withInstallation<T>(fn: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(readConfig(), { keepDatabase: true });
  try {
    return await fn(installation);
  } finally {
    await installation.close();
  }
}
