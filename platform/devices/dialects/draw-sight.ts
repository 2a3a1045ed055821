import type { SightRule } from './dialect-types.ts';

/** A thing that a camera has in view now. */
export type InView = { label: string; zones: readonly string[]; score: number | null };

/**
 * Values of a camera from all that it has in view. Where a value names the zone, each zone that the event touched gets
 * values of its own, so that an empty lane is told as empty.
 * @param touched zones of the thing that moved
 * @param label kind of the thing that moved
 */
export function drawSight(
  rules: Readonly<Record<string, SightRule>>,
  inView: readonly InView[],
  touched: readonly string[],
  label: string,
): Record<string, string | number | boolean>[] {
  const zoned = Object.values(rules).some(({ give }) => give === 'zone');
  const concerned = Object.values(rules).some(
    ({ give, labels }) => give !== 'zone' && (!labels || labels.includes(label)),
  );
  if (!concerned) return [];
  return zoned && touched.length > 0
    ? touched.map((zone) =>
        draw(
          rules,
          inView.filter(({ zones }) => zones.includes(zone)),
          zone,
          label,
        ),
      )
    : [draw(rules, inView, undefined, label)];
}

function draw(
  rules: Readonly<Record<string, SightRule>>,
  inView: readonly InView[],
  zone: string | undefined,
  label: string,
): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const [key, { give, labels }] of Object.entries(rules)) {
    const these = inView.filter((one) => !labels || labels.includes(one.label));
    const best = Math.max(...these.map(({ score }) => score ?? -1));
    if (give === 'count') values[key] = these.length;
    if (give === 'any') values[key] = these.length > 0;
    if (give === 'label') values[key] = label;
    if (give === 'zone' && zone !== undefined) values[key] = zone;
    if (give === 'score' && best >= 0) values[key] = best;
  }
  return values;
}
