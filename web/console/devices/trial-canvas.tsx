import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fate, TrialDay } from './trial-types.ts';

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const DAY_MS = 86_400_000;
/** Told apart by pattern as well as by colour: what is gone is drawn empty. */
const LOOKS: Record<Fate, object> = {
  kept: { color: '#1f5eff' },
  gone: { color: '#ffffff', borderColor: '#1a7f37', borderType: 'dashed', borderWidth: 1.5 },
  fresh: { color: '#b35900' },
};

type Props = { days: TrialDay[]; since: string; until: string; label: string };

/** Alarms a day: those that stay, those that would be gone, those that would be new. */
export function TrialCanvas({ days, since, until, label }: Props) {
  const { t } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    if (!holder.current) return;
    const made = init(holder.current, null, { renderer: 'svg' });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(holder.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const known = new Map(days.map((one) => [one.day, one]));
    const all = everyDay(since, until);
    const fates = Object.keys(LOOKS) as Fate[];
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit' },
        grid: { left: 36, right: 12, top: 12, bottom: 24 },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
        xAxis: {
          type: 'category',
          data: all.map((day) => day.slice(5)),
          axisLabel: { color: '#4a5565', hideOverlap: true },
          axisTick: { show: false },
        },
        yAxis: {
          type: 'value',
          minInterval: 1,
          axisLabel: { color: '#4a5565' },
          splitLine: { lineStyle: { color: '#e6eaf0' } },
        },
        series: fates.map((fate) => ({
          type: 'bar',
          stack: 'alarms',
          name: t(`tr.fate.${fate}`),
          barMaxWidth: 18,
          itemStyle: LOOKS[fate],
          data: all.map((day) => known.get(day)?.[fate] || null),
        })),
      },
      true,
    );
  }, [days, since, until, t]);
  return (
    <>
      <ul className="tr-legend">
        {(Object.keys(LOOKS) as Fate[]).map((fate) => (
          <li key={fate} className={`tr-key-${fate}`}>
            {t(`tr.fate.${fate}`)}
          </li>
        ))}
      </ul>
      <div ref={holder} className="tr-chart" role="img" aria-label={label} />
    </>
  );
}

/** Every day of a span by the clock of China, those without an alarm too. */
function everyDay(since: string, until: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(since) + 8 * 3_600_000; at < Date.parse(until) + 8 * 3_600_000 + DAY_MS; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day <= new Date(Date.parse(until) + 8 * 3_600_000).toISOString().slice(0, 10)) days.push(day);
  }
  return days;
}
