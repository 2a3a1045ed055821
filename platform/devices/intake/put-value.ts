import type { Value } from '@gewu/alarms/types';
import type { Values } from './intake-types.ts';

/** Sets a value under whatever name a device gives it: `__proto__` names a value like any other. */
export function putValue(values: Values, key: string, value: Value): void {
  if (key === '__proto__') Object.defineProperty(values, key, { value, enumerable: true });
  else values[key] = value;
}
