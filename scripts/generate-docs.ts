// Writes what is drawn from the running program: docs/openapi.json and docs/permissions.md. `--verify` only compares.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActorFinder } from '../platform/access/find-actor.ts';
import { PERMISSIONS } from '../platform/access/permissions.ts';
import { createStepStream } from '../platform/cases/step-stream.ts';
import { openInstallation } from '../platform/compose.ts';
import { readConfig } from '../platform/config.ts';
import { createAlarmStream } from '../platform/devices/alarms/alarm-stream.ts';
import { createDialects } from '../platform/devices/dialects/create-dialects.ts';
import { readDialects } from '../platform/devices/dialects/read-dialects.ts';
import { createDevices } from '../platform/devices/intake/create-devices.ts';
import { readProfiles } from '../platform/devices/profiles/read-profiles.ts';
import { buildApp } from '../platform/http/build-app.ts';
import { roomsOf } from '../platform/rooms.ts';
import { drawPermissions } from './docs/draw-permissions.ts';
import { writeOrVerify } from './docs/write-or-verify.ts';
import { ROOT } from './list-sources.ts';

const verify = process.argv.includes('--verify');
const openapi = `${JSON.stringify(sortKeys(await readOpenApi()), null, 2)}\n`;
const good = [
  writeOrVerify(join(ROOT, 'docs/openapi.json'), openapi, verify),
  writeOrVerify(join(ROOT, 'docs/permissions.md'), drawPermissions(PERMISSIONS), verify),
];
process.exit(good.every(Boolean) ? 0 : 1);

/** Builds the server on a throw-away database, without listening, and asks it for its document. */
async function readOpenApi(): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'gewu-docs-'));
  chmodSync(folder, 0o711); // under root the database runs as another user
  const installation = await openInstallation(readConfig({ GEWU_DATA: folder, LOG_LEVEL: 'silent' }));
  try {
    const stream = createStepStream(installation.ctx);
    const alarms = createAlarmStream(installation.ctx);
    const devices = createDevices(installation.ctx, () => undefined);
    const dialects = createDialects(installation.ctx, devices, readDialects(new Set(readProfiles().keys())));
    const rooms = roomsOf(stream, alarms, devices, dialects);
    const app = await buildApp(installation.ctx, createActorFinder(installation.ctx), rooms);
    await app.ready();
    const document: unknown = app.swagger();
    stream.close();
    await devices.close();
    await app.close();
    return document;
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Paths in order of the alphabet, so that moving a registration changes nothing. */
function sortKeys(document: unknown): unknown {
  const { paths, ...rest } = document as { paths: Record<string, unknown> };
  return { ...rest, paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) };
}
