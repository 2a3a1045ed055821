import type { AlarmRule, Comparison } from '@gewu/alarms/types';

/** Limits of a rule; null leaves the measured value out. `seconds`: how long one of them must hold. */
export type SmokeLimits = {
  eco2: number | null;
  humidity: number | null;
  humidityRise: number | null;
  seconds: number;
};

/** Steps that are tried; the rise is per minute. */
const STEPS = {
  eco2: [null, 600, 1000, 2000, 4000],
  humidity: [null, 58, 62, 66],
  humidityRise: [null, 6, 10, 14],
  seconds: [1, 10, 30],
} as const;

/** Every rule that is tried: one or two of the values, each for a while. */
export const SMOKE_LIMITS: SmokeLimits[] = STEPS.eco2.flatMap((eco2) =>
  STEPS.humidity.flatMap((humidity) =>
    STEPS.humidityRise.flatMap((humidityRise) =>
      [eco2, humidity, humidityRise].filter((one) => one !== null).length % 3 === 0
        ? []
        : STEPS.seconds.map((seconds) => ({ eco2, humidity, humidityRise, seconds })),
    ),
  ),
);

/** An alarm rule of these limits; it ends when all values have been well below them for a minute. */
export function smokeRule({ eco2, humidity, humidityRise, seconds }: SmokeLimits): AlarmRule {
  const limits = Object.entries({ eco2, humidity, humidity_rise: humidityRise }).filter(
    (one): one is [string, number] => one[1] !== null,
  );
  const compare = (is: Comparison, share: number) =>
    limits.map(([key, right]) => ({ left: { key }, is, right: right * share }));
  return {
    type: 'air',
    name: { zh: '空气骤变', en: 'Sudden change of air' },
    levels: { warning: { when: { any: compare('>=', 1) }, seconds } },
    clear: { when: { all: compare('<', 0.9) }, seconds: 60 },
  };
}
