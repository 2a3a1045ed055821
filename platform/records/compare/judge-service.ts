import type { Context } from '../../http/context.ts';
import { columnOfKind, readSourceBook } from '../pages/source-book.ts';
import type { CompareScope } from './answer-questions.ts';
import { judgeField, judgePurpose, type Outcome } from './judge-purpose.ts';
import { type Consumer, readConsumers } from './read-consumers.ts';
import { SERVICES, type Service } from './services.ts';

const { consumers } = readConsumers();

/**
 * Judges each field of a service by the sources that feed it.
 * @param area an answer draws on nobody outside it
 * @returns what the comparison may draw on, and the fields that are refused with the reason
 */
export async function judgeService(
  ctx: Context,
  consumer: Consumer,
  order: { service: Service; purpose: string },
  area: string,
): Promise<{ scope: CompareScope; refused: { field: string; outcome: Outcome }[] }> {
  const book = await readSourceBook(ctx);
  const sources: Record<string, number[]> = {};
  const refused: { field: string; outcome: Outcome }[] = [];
  for (const field of SERVICES[order.service].fields) {
    const feeding = [...book.values()].flatMap((source) => {
      const column = columnOfKind(source, 'person', field);
      return column ? [{ id: source.id, purposes: column.purposes }] : [];
    });
    const outcome = judgeField(
      order.purpose,
      consumer.purposes,
      feeding.map(({ purposes }) => purposes),
    );
    if (outcome !== 'compliant') refused.push({ field, outcome });
    sources[field] = feeding
      .filter(({ purposes }) => judgePurpose(order.purpose, consumer.purposes, purposes) === 'compliant')
      .map(({ id }) => id);
  }
  return { scope: { area, sources, children: consumers.children.includes(order.purpose) }, refused };
}
