import type { Text } from '../../../kit/text.ts';

export type Kind = 'firmware' | 'software' | 'configuration';
export type PackageName = { id: number; kind: Kind; title: string; version: string };
export type Package = PackageName & {
  profile: string;
  maker: string | null;
  model: string | null;
  sha256: string | null;
  bytes: number | null;
  fileName: string | null;
  settings: Record<string, unknown> | null;
  by: string;
  createdAt: string;
  retiredAt: string | null;
  rollouts: number;
  mine: boolean;
};
export type Targets = {
  devices: number;
  reachable: number;
  behindGateways: number;
  models: { model: string | null; devices: number }[];
  versions: { version: string | null; devices: number }[];
  intervalS: number;
};
export type State = 'running' | 'approval' | 'stopped' | 'halted' | 'rolling_back' | 'rolled_back' | 'done';
export type Stage = { share: number; waitS: number };
export type RolloutRow = {
  id: number;
  package: PackageName;
  profile: string;
  area: string;
  state: State;
  reason: 'failed' | 'silent' | 'unreached' | null;
  stage: number;
  stages: Stage[];
  by: string;
  createdAt: string;
  endedAt: string | null;
  devices: number;
  done: number;
  failed: number;
  moving: number;
};
export type Count = { stage: number; phase: string; back: boolean; devices: number };
export type Rollout = RolloutRow & {
  model: string | null;
  fromVersion: string | null;
  failLimit: number;
  silentLimit: number;
  silentS: number;
  patienceS: number;
  mostAtOnce: number;
  quiet: { from: number; to: number } | null;
  endsAt: string;
  stageAt: string;
  silent: number;
  approvedBy: string | null;
  mayApprove: boolean;
  counts: Count[];
  course: { id: number; at: string; change: string; by: string; data: Record<string, unknown> }[];
};
export type RolloutDevice = {
  device: number;
  code: string;
  name: string;
  stage: number;
  phase: string;
  back: boolean;
  error: string | null;
  was: string | null;
  movedAt: string;
};
export type DeviceUpdates = {
  has: { kind: Kind; title: string | null; version: string }[];
  updates: {
    rollout: number;
    package: PackageName;
    phase: string;
    back: boolean;
    error: string | null;
    was: string | null;
    movedAt: string;
  }[];
};
export type ProfileName = { key: string; name: Text };
