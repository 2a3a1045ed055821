import type { Chance } from '../rows/chance.ts';

/** The name of an organisation as another office writes it: brackets, form of company, place in front. */
export function varyFirmName(name: string, chance: Chance): string {
  const kind = chance.next();
  const placed = /^(咸阳市秦都区|咸阳市?|秦都区|陕西省?)/.exec(name)?.[0] ?? '';
  const rest = name.slice(placed.length);
  if (kind < 0.3 && name.endsWith('有限公司')) return name.replace(/有限公司$/, '有限责任公司');
  if (kind < 0.55 && placed !== '') return rest;
  if (kind < 0.75 && placed !== '')
    return `${rest.slice(0, 2)}（${placed.replace(/^咸阳市秦都区$/, '咸阳')}）${rest.slice(2)}`;
  if (kind < 0.85 && placed !== '') return `${rest.slice(0, 2)}(${placed})${rest.slice(2)}`;
  if (placed === '咸阳') return `咸阳市${rest}`;
  if (placed === '陕西') return `陕西省${rest}`;
  return `${name.slice(0, -2)} ${name.slice(-2)}`;
}
