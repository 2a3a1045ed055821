import type { RecordsContext } from '../records-context.ts';
import { openWorkStore } from '../work/open-work-store.ts';
import { DecidedMeanwhile, type LinkOptions, type LinkReport, linkRecords } from './link-records.ts';

/** So often a run begins anew because somebody decided meanwhile; the last time decisions wait for it. */
const TRIES = 3;

/** Opens the work store, links, and seals it again; what failed leaves the store as it was. */
export async function runLink(
  ctx: RecordsContext,
  options: LinkOptions & { onWait?: () => void } = {},
): Promise<LinkReport> {
  for (let turn = 1; ; turn++) {
    const store = await openWorkStore(ctx, {
      ...(options.memory && { memory: options.memory }),
      ...(options.onWait && { onWait: options.onWait }),
    });
    try {
      const report = await linkRecords(ctx, store, { ...options, alone: turn === TRIES });
      await store.close();
      return report;
    } catch (error) {
      await store.discard();
      if (!(error instanceof DecidedMeanwhile) || turn === TRIES) throw error;
    }
  }
}
