export type Period = { from: string; to: string };
export type Preset = 'month' | 'lastMonth' | 'quarter' | 'year';
export const presets: readonly Preset[] = ['month', 'lastMonth', 'quarter', 'year'];

/** The days of a preset, both counted, seen from a day in China. Months are whole, so that they compare. */
export function periodOf(preset: Preset, now: Date = new Date()): Period {
  const china = new Date(now.getTime() + 8 * 3_600_000);
  const today = china.toISOString().slice(0, 10);
  const [year, month] = [china.getUTCFullYear(), china.getUTCMonth()];
  const first = (back: number) => new Date(Date.UTC(year, month - back, 1)).toISOString().slice(0, 10);
  switch (preset) {
    case 'month':
      return { from: first(0), to: today };
    case 'lastMonth':
      return { from: first(1), to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
    case 'quarter':
      return { from: first(2), to: today };
    case 'year':
      return { from: first(11), to: today };
  }
}

/** The preset that a period is, if any. */
export function presetOf(period: Period, now: Date = new Date()): Preset | undefined {
  return presets.find((preset) => {
    const { from, to } = periodOf(preset, now);
    return from === period.from && to === period.to;
  });
}
