import type { Attributes, Latest, Operand, Value } from './types.ts';

/** What a rule may look at: the latest values, one message laid over them, and the attributes. */
export type View = {
  latest: Latest;
  /** Values of the message at hand: they win over the latest, however old their stamp. */
  message: Readonly<Record<string, Value>>;
  attributes: Attributes;
  heard: number | null;
};

/**
 * The value of an operand, undefined where it is not known.
 * A default stands in only where there is no value at all; it never competes by time.
 */
export function resolveOperand(operand: Operand, view: View): Value | undefined {
  if (typeof operand !== 'object') return operand;
  if ('key' in operand)
    return view.message[operand.key] ?? view.latest[operand.key]?.value ?? operand.default ?? undefined;
  if ('attribute' in operand) {
    const found = view.attributes[operand.of ?? 'device']?.[operand.attribute];
    return isValue(found) ? found : (operand.default ?? undefined);
  }
  const [left, right] = operand.of.map((part) => toNumber(resolveOperand(part, view)));
  if (left === undefined || right === undefined) return undefined;
  if (operand.calc === '+') return left + right;
  if (operand.calc === '-') return left - right;
  if (operand.calc === '*') return left * right;
  return right === 0 ? undefined : left / right;
}

/** A number where the value is one or spells one; devices often send numbers as text. */
export function toNumber(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

const isValue = (found: unknown): found is Value =>
  typeof found === 'number' || typeof found === 'string' || typeof found === 'boolean';
