import { t } from '../../kit/i18n.ts';
import type { Worker } from '../app/worker.ts';
import { fieldDatabase } from '../store/field-database.ts';

const PATIENCE_MS = 2500;
const STEP_MS = 100;

/** Says what became of an item that was just made: sent, refused, or kept until there is a network. Never guesses. */
export async function tellSent(worker: Worker, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const item = await fieldDatabase.outbox.get(id);
    if (item?.state === 'sent') return worker.say(t('field.act.sent'));
    if (item?.state === 'refused') return worker.say(t('field.act.refused'));
    if (item && item.tries > 0) break;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  worker.say(t('field.act.queued'));
}
