/** `gap-*`: somebody declared nothing; that refuses as surely as a violation does, and has to be put right. */
export type Outcome = 'compliant' | 'violation' | 'gap-consumer' | 'gap-data';

/**
 * Whether a field may be used for a purpose: the asker must have the purpose and the field must have been collected for
 * it. The truth table is that of purpose-based access control (ethyca/fides, policy-engine), with two differences: a gap
 * refuses, and the grain is the field.
 * @param asked the purpose this use names
 * @param consumer purposes the asker was given
 * @param data purposes of the field at its source
 */
export function judgePurpose(asked: string, consumer: readonly string[], data: readonly string[]): Outcome {
  if (consumer.length === 0) return 'gap-consumer';
  if (!consumer.includes(asked)) return 'violation';
  if (data.length === 0) return 'gap-data';
  return data.includes(asked) ? 'compliant' : 'violation';
}

/** Of several sources that feed one field: one that may be used is enough, and a violation says more than a gap. */
export function judgeField(
  asked: string,
  consumer: readonly string[],
  sources: readonly (readonly string[])[],
): Outcome {
  const outcomes = sources.map((data) => judgePurpose(asked, consumer, data));
  if (outcomes.length === 0) return judgePurpose(asked, consumer, []);
  return (
    outcomes.find((one) => one === 'compliant') ??
    outcomes.find((one) => one === 'violation') ??
    (outcomes[0] as Outcome)
  );
}
