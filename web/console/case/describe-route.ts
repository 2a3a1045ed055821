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
