import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export type ChartPoint = { name: string; value: number | null; small: boolean; note: string };
export type RateChartProps = { points: ChartPoint[]; line: boolean; label: string; onPick: (index: number) => void };

/** Rates as lying bars, or as a line over time; small samples are pale with a dashed edge. */
export function RateChartCanvas({ points, line, label, onPick }: RateChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  const height = line ? 320 : Math.max(220, points.length * 26 + 50);

  useEffect(() => {
    if (!holder.current) return;
    const made = init(holder.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => pick.current(event.dataIndex));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(holder.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const names = {
      type: 'category' as const,
      data: points.map((point) => point.name),
      axisLabel: { color: '#3c4a60', width: 128, overflow: 'truncate' as const },
      axisTick: { show: false },
    };
    const rates = {
      type: 'value' as const,
      axisLabel: {
        color: '#4a5565',
        hideOverlap: true,
        formatter: (value: number) => `${Number((value * 100).toFixed(1))}%`,
      },
      splitLine: { lineStyle: { color: '#e6eaf0' } },
    };
    const data = points.map((point) => ({
      value: point.value,
      itemStyle: point.small
        ? { color: '#d5e1fb', borderColor: '#1f5eff', borderType: 'dashed' as const }
        : { color: '#1f5eff' },
    }));
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit' },
        grid: { left: line ? 56 : 140, right: 56, top: 16, bottom: 32 },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: line ? 'line' : 'shadow' },
          formatter: (hits: unknown) =>
            escapeHtml(points[(hits as { dataIndex: number }[])[0]?.dataIndex ?? 0]?.note ?? ''),
        },
        xAxis: line ? names : rates,
        yAxis: line ? rates : { ...names, inverse: true },
        series: [
          line
            ? { type: 'line', data, symbolSize: 8, lineStyle: { color: '#1f5eff', width: 2 }, connectNulls: false }
            : {
                type: 'bar',
                data,
                barMaxWidth: 16,
                label: {
                  show: true,
                  position: 'right',
                  color: '#1c2430',
                  formatter: ({ dataIndex }: { dataIndex: number }) => formatPoint(points[dataIndex]),
                },
              },
        ],
      },
      true,
    );
    chart.current?.resize();
  }, [points, line]);

  return <div ref={holder} role="img" aria-label={label} style={{ width: '100%', height }} />;
}

function formatPoint(point: ChartPoint | undefined): string {
  return point?.value == null ? '' : `${(point.value * 100).toFixed(point.value < 0.1 && point.value > 0 ? 2 : 1)}%`;
}

/** Names of areas and units come from the manager's forms and stand in HTML here. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\n/g, '<br>');
}
