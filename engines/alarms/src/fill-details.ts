import { resolveOperand, type View } from './resolve-operand.ts';
import type { Text } from './types.ts';

/** Fills `{key}` and `{owner.attribute}` (device, owner or area) into a text; what is not known stays a dash. */
export function fillDetails(template: Text, view: View): Text {
  const fill = (text: string) =>
    text.replace(/\{([^{}]{1,80})\}/g, (_, name: string) => {
      const attribute = /^(device|owner|area)\.(.+)$/.exec(name);
      const value = attribute
        ? resolveOperand({ attribute: attribute[2] as string, of: attribute[1] as 'device' }, view)
        : resolveOperand({ key: name }, view);
      return value === undefined || value === null ? '—' : String(value);
    });
  return { zh: fill(template.zh), en: fill(template.en) };
}
