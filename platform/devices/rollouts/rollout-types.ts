/** What a package brings. */
export type PackageKind = 'firmware' | 'software' | 'configuration';

/** How far a device is with its update. */
export type Phase =
  | 'waiting'
  | 'offered'
  | 'downloading'
  | 'downloaded'
  | 'verified'
  | 'updating'
  | 'done'
  | 'failed'
  | 'skipped';

/** In these a device is on its way: it counts against what may be in flight. */
export const MOVING: readonly Phase[] = ['offered', 'downloading', 'downloaded', 'verified', 'updating'];

export type RolloutState = 'running' | 'approval' | 'stopped' | 'halted' | 'rolling_back' | 'rolled_back' | 'done';

/** One step of a rollout: up to this share of all its devices, then so long a look before the next. */
export type Stage = { share: number; waitS: number };

export type Package = {
  id: number;
  kind: PackageKind;
  title: string;
  version: string;
  profile: string;
  sha256: Buffer | null;
  bytes: number | null;
  settings: Record<string, unknown> | null;
};

/** A rollout as its row says. */
export type Rollout = {
  id: number;
  package: number;
  stages: Stage[];
  failLimit: number;
  silentLimit: number;
  silentS: number;
  patienceS: number;
  mostAtOnce: number;
  quietFrom: number | null;
  quietTo: number | null;
  endsAt: Date;
  state: RolloutState;
  stage: number;
  stageAt: Date;
  excusedFailed: number;
  excusedSilent: number;
  approved: boolean;
};
