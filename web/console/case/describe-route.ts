import type { TFunction } from 'i18next';
import { type Area, nameArea } from '../shared/area-tree.ts';

/**
 * Says in words why a case went to its first owner. The server keeps the reason as a chain of terms,
 * `inside > 610402005004001:off-duty > 610402005004:duty_officer`; what is not such a term is shown as it is.
 */
export function describeRoute(reason: string, areas: readonly Area[], t: TFunction, english: boolean): string {
  const names = new Map(areas.map((area) => [area.code, area]));
  return reason
    .split(' > ')
    .map((term) => {
      const [, code = '', what = ''] = /^(\d{6,15}):([a-z_-]+)$/.exec(term) ?? [];
      const area = names.get(code);
      const [, said] = /^text names (.+)$/.exec(term) ?? [];
      if (said !== undefined) return describeNamed(said, t);
      if (what === '') return t(`route.${term}`, { defaultValue: term });
      const parent = area?.level === 4 ? names.get(area.code.slice(0, -3)) : undefined;
      const name = [parent, area]
        .filter((one) => one !== undefined)
        .map((one) => nameArea(one, english))
        .join(english ? ' ' : '');
      return `${name || code}${t('route.gap')}${t(`route.${what}`, { defaultValue: t(`role.${what}`, { defaultValue: what }) })}`;
    })
    .join(' → ');
}

/** Where an import found the place in the words of the message. */
function describeNamed(said: string, t: TFunction): string {
  if (said === 'no known place') return t('route.text-none');
  const names = said.replace(/ ?\(\d{6,15}\)/g, '');
  return names.endsWith(': too far apart')
    ? t('route.text-apart', { names: names.slice(0, -15) })
    : t('route.text', { names });
}
