import { type Fault, fault } from './open311-error.ts';
import { parseMoment } from './parse-moment.ts';
import type { Form } from './read-form.ts';

const DAY = 86_400_000;
const LONGEST = 90 * DAY;

/**
 * The span of `start_date` and `end_date`, at most 90 days (GeoReport v2, "GET Service Requests"). One alone reaches
 * as far as it may.
 * @param usual ms back from now where neither is sent
 */
export function readSpan(params: Form, now: Date, faults: Fault[], usual = LONGEST): { from: Date; to: Date } {
  const read = (name: string): Date | undefined => {
    const said = params.get(name);
    const at = said ? parseMoment(said) : undefined;
    if (said && !at)
      faults.push(
        fault(`400.${name}`, {
          zh: `${name} 应为带时区的 ISO 8601 时间`,
          en: `${name} must be an ISO 8601 date-time with a time zone`,
        }),
      );
    return at;
  };
  const start = read('start_date');
  const end = read('end_date');
  if (!start && !end) return { from: new Date(now.getTime() - usual), to: now };
  const from = start ?? new Date((end as Date).getTime() - LONGEST);
  const to = end ?? new Date(from.getTime() + LONGEST);
  if (to < from)
    faults.push(fault('400.end_date', { zh: 'end_date 早于 start_date', en: 'end_date is before start_date' }));
  if (to.getTime() - from.getTime() > LONGEST)
    faults.push(
      fault('400.span', {
        zh: 'start_date 与 end_date 相距不得超过 90 天',
        en: 'start_date and end_date may not span more than 90 days',
      }),
    );
  return { from, to };
}
