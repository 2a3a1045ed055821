import { resolveOperand, toNumber, type View } from './resolve-operand.ts';
import type { Comparison, Condition, Value } from './types.ts';

/**
 * Whether a condition holds.
 * @param now ms, for silence alone
 * @returns false where a value that is compared is not known: what was not measured raises nothing and clears nothing
 */
export function evaluateCondition(condition: Condition, view: View, now: number): boolean {
  if ('all' in condition) return condition.all.every((part) => evaluateCondition(part, view, now));
  if ('any' in condition) return condition.any.some((part) => evaluateCondition(part, view, now));
  if ('not' in condition) return isKnown(condition.not, view) && !evaluateCondition(condition.not, view, now);
  if ('silent' in condition) {
    const end = silenceEnd(condition, view);
    return end !== undefined && now >= end;
  }
  const left = resolveOperand(condition.left, view);
  const right = resolveOperand(condition.right, view);
  return left !== undefined && right !== undefined && compare(left, condition.is, right);
}

/** When a silence that has begun would be long enough, ms; undefined where nothing was ever heard. */
export function silenceEnd(condition: Extract<Condition, { silent: unknown }>, view: View): number | undefined {
  const from = condition.key === undefined ? view.heard : view.latest[condition.key]?.ts;
  const seconds = toNumber(resolveOperand(condition.silent, view));
  return from === null || from === undefined || seconds === undefined ? undefined : from + seconds * 1000;
}

/** Whether everything that is compared is known: `not` of an unknown holds no more than the unknown itself. */
function isKnown(condition: Condition, view: View): boolean {
  if ('all' in condition) return condition.all.every((part) => isKnown(part, view));
  if ('any' in condition) return condition.any.every((part) => isKnown(part, view));
  if ('not' in condition) return isKnown(condition.not, view);
  if ('silent' in condition) return silenceEnd(condition, view) !== undefined;
  return resolveOperand(condition.left, view) !== undefined && resolveOperand(condition.right, view) !== undefined;
}

function compare(left: Value, is: Comparison, right: Value): boolean {
  if (is === 'contains') return String(left).includes(String(right));
  if (is === 'starts') return String(left).startsWith(String(right));
  const [a, b] = [toNumber(left), toNumber(right)];
  const numbers = a !== undefined && b !== undefined;
  if (is === '=') return numbers ? a === b : String(left) === String(right);
  if (is === '!=') return numbers ? a !== b : String(left) !== String(right);
  if (!numbers) return false;
  if (is === '>') return a > b;
  if (is === '>=') return a >= b;
  return is === '<' ? a < b : a <= b;
}
