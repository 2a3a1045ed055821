import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Series } from './device-types.ts';

use([LineChart, GridComponent, TooltipComponent, TitleComponent, AriaComponent, SVGRenderer]);

type Props = { label: string; points: Series['points']; stepSeconds: number };

/** One curve; where nothing was heard for long the line is broken. */
export function PastCanvas({ label, points, stepSeconds }: Props) {
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
    const broken = breakGaps(points, stepSeconds);
    const line = (pick: 'avg' | 'min' | 'max') => broken.map((point) => [point.at, point[pick]]);
    const pale = {
      type: 'line',
      showSymbol: false,
      lineStyle: { width: 1, color: '#9db9f5', type: 'dashed' as const },
    };
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit' },
        title: { text: label, textStyle: { fontSize: 13, fontWeight: 500, color: '#3c4a60' } },
        grid: { left: 52, right: 16, top: 34, bottom: 24 },
        tooltip: {
          trigger: 'axis',
          valueFormatter: (value: unknown) => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : '–'),
        },
        xAxis: { type: 'time', axisLabel: { color: '#4a5565', hideOverlap: true } },
        yAxis: {
          type: 'value',
          scale: true,
          axisLabel: { color: '#4a5565' },
          splitLine: { lineStyle: { color: '#e6eaf0' } },
        },
        series: [
          {
            type: 'line',
            data: line('avg'),
            showSymbol: points.length < 40,
            symbolSize: 5,
            itemStyle: { color: '#1f5eff' },
            lineStyle: { color: '#1f5eff', width: 2 },
            name: '平均 mean',
          },
          { ...pale, data: line('max'), itemStyle: { color: '#9db9f5' }, name: '最大 max' },
          { ...pale, data: line('min'), itemStyle: { color: '#9db9f5' }, name: '最小 min' },
        ],
      },
      true,
    );
  }, [label, points, stepSeconds]);
  return <div ref={holder} className="dv-curve" role="img" aria-label={label} />;
}

/** Puts an empty point where the time between two readings is far longer than usual. */
function breakGaps(
  points: Series['points'],
  stepSeconds: number,
): { at: string; min: number | null; avg: number | null; max: number | null }[] {
  const gaps = points.slice(1).map((point, i) => Date.parse(point.at) - Date.parse(points[i]?.at ?? point.at));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? stepSeconds * 1000;
  return points.flatMap((point, i) => {
    const gap = gaps[i - 1] ?? 0;
    const rest =
      gap > usual * 5
        ? [{ at: new Date(Date.parse(point.at) - gap / 2).toISOString(), min: null, avg: null, max: null }]
        : [];
    return [...rest, point];
  });
}
