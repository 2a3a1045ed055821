import type { Context } from '../../http/context.ts';
import { MOVING, type PackageKind } from './rollout-types.ts';

/** What a device may have, as long as its offer stands. */
type Grant = { kind: PackageKind; title: string; version: string; sha256: string; until: number };
export type PieceRefusal = 'nothing-offered' | 'other-package' | 'wrong-size' | 'ask-for-pieces' | 'too-many';

export type Ask = {
  kind: PackageKind;
  title?: string | undefined;
  version?: string | undefined;
  /** Number of the piece, from 0. */
  piece: number;
  /** Bytes a piece; none: the whole. */
  size?: number | undefined;
};

export type PackageServer = {
  /**
   * A piece of what the device was offered; beyond the end it is empty.
   * @param most bytes that may be sent at once
   */
  piece(device: number, ask: Ask, most: number): Promise<Buffer | PieceRefusal>;
  /** Runs the work when the device's earlier asks are answered; a few wait, more are refused. */
  inTurn<T>(device: number, work: () => Promise<T>): Promise<T | 'too-many'>;
};

const LEAST_BYTES = 64;
const GRANT_MS = 5_000;
const HELD_BYTES = 48 * 2 ** 20;
const MOST_WAITING = 4;

/**
 * Hands packages out piece by piece. It asks the database once in a few seconds and device, holds a few packages in memory
 * and answers a device one ask at a time, so that a fleet that updates leaves room for one that reports.
 */
export function createPackageServer(ctx: Pick<Context, 'writer' | 'files'>): PackageServer {
  const grants = new Map<number, Grant>();
  const held = new Map<string, Promise<Buffer>>();
  const turns = new Map<number, { last: Promise<unknown>; waiting: number }>();

  async function grantOf(device: number, { kind, piece }: Ask): Promise<Grant | undefined> {
    const known = grants.get(device);
    // with its first piece a device may begin something else than a moment ago
    if (piece > 0 && known?.kind === kind && known.until > Date.now()) return known;
    const { rows } = await ctx.writer.query<{ title: string; version: string; sha256: string }>(
      `with p as (
         select x.rollout, p.title, p.version, encode(p.sha256, 'hex') as sha256 from rollout_device x join rollout r on r.id = x.rollout
         join device_package p on p.id = case when x.back then x.former_package else r.package end
         where x.device = $1 and x.phase = any($3) and p.kind = $2 and not device_in_danger($1)),
       -- asking for a piece is to have begun: from here on the offer is not taken back by a stop
       m as (update rollout_device x set phase = case when x.phase = 'offered' then 'downloading' else x.phase end, moved_at = now()
         from p where x.rollout = p.rollout and x.device = $1 and x.phase = any($3) returning 1)
       select title, version, sha256 from p where exists (select from m)`,
      [device, kind, MOVING],
    );
    grants.delete(device);
    if (!rows[0]) return undefined;
    for (const [id, { until }] of grants) if (until < Date.now()) grants.delete(id);
    const grant = { kind, ...rows[0], until: Date.now() + GRANT_MS };
    grants.set(device, grant);
    return grant;
  }

  function contentOf(sha256: string): Promise<Buffer> {
    const known = held.get(sha256);
    held.delete(sha256);
    const content = known ?? load(sha256);
    if (!known) content.catch(() => held.delete(sha256)); // whoever waits hears of it; the next one tries anew
    held.set(sha256, content); // the one asked for last is let go of last
    return content;
  }

  async function load(sha256: string): Promise<Buffer> {
    const content = await ctx.files.get(sha256);
    if (!content) throw new Error(`the content ${sha256} of a package is not in the store`);
    let sum = content.length;
    for (const [name, other] of [...held].reverse()) {
      if (name === sha256) continue;
      sum += await other.then(
        (bytes) => bytes.length,
        () => 0,
      );
      if (sum > HELD_BYTES) held.delete(name);
    }
    return content;
  }

  return {
    async piece(device, ask, most) {
      const { title, version, piece, size } = ask;
      if (size !== undefined && (size < LEAST_BYTES || size > most)) return 'wrong-size';
      const grant = await grantOf(device, ask);
      if (!grant) return 'nothing-offered';
      if ((title ?? grant.title) !== grant.title || (version ?? grant.version) !== grant.version)
        return 'other-package';
      const content = await contentOf(grant.sha256);
      if (size === undefined) return content.length > most ? 'ask-for-pieces' : content;
      return content.subarray(piece * size, (piece + 1) * size);
    },
    async inTurn(device, work) {
      const turn = turns.get(device) ?? { last: Promise.resolve(), waiting: 0 };
      if (turn.waiting >= MOST_WAITING) return 'too-many';
      turns.set(device, turn);
      turn.waiting += 1;
      const mine = turn.last.then(work, work);
      turn.last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        turn.waiting -= 1;
        if (turn.waiting === 0) turns.delete(device);
      }
    },
  };
}
