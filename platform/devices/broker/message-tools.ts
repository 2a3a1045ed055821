import type pg from 'pg';
import type { Devices } from '../intake/create-devices.ts';
import type { PackageServer } from '../rollouts/serve-package.ts';
import type { Connections } from './connected-devices.ts';

export type MessageTools = { writer: pg.Pool; devices: Devices; connections: Connections; packages: PackageServer };
