import type { TFunction } from 'i18next';
import type { DeviceValue } from './device-types.ts';

/** A value for people: 12.3 °C, yes, or a dash while nothing came. */
export function showValue({ value, unit }: DeviceValue, t: TFunction): string {
  if (value === null) return '—';
  if (typeof value === 'boolean') return t(value ? 'kit.form.yes' : 'kit.form.no');
  const shown = typeof value === 'number' ? String(Number(value.toFixed(2))) : value;
  return unit ? `${shown} ${unit}` : shown;
}
