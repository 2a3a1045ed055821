/**
 * What a check answers: the value in its normal form, or one reason why not. Checks never throw, whatever they are given.
 * Reasons are codes; a caller shows its own words for them.
 */
export type Checked<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };
