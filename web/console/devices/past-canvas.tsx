import { LineChart } from 'echarts/charts';
import {
  AriaComponent,
  BrushComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { connect, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { drawPast } from './draw-past.ts';
import type { Curve, PastAlarm } from './past-types.ts';

use([
  LineChart,
  GridComponent,
  TooltipComponent,
  BrushComponent,
  MarkAreaComponent,
  MarkLineComponent,
  AriaComponent,
  SVGRenderer,
]);

const GROUP = 'device-past';

type Props = {
  curve: Curve;
  label: string;
  alarms: PastAlarm[];
  gapSeconds: number;
  from: number;
  to: number;
  onPick: (from: number, to: number) => void;
};

/** One curve with the alarms of its time; a stretch drawn over it with the mouse is looked at closer. */
export function PastCanvas({ curve, label, alarms, gapSeconds, from, to, onPick }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    if (!holder.current) return;
    const made = init(holder.current, null, { renderer: 'svg' });
    chart.current = made;
    made.group = GROUP;
    connect(GROUP);
    made.on('brushEnd', (event) => {
      const area = (event as { areas: { coordRange?: [number, number] }[] }).areas[0]?.coordRange;
      made.dispatchAction({ type: 'brush', areas: [] });
      if (area && area[1] > area[0]) pick.current(area[0], area[1]);
    });
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(holder.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(
      drawPast(curve, alarms, {
        gapSeconds,
        from,
        to,
        say: {
          when: (at) => formatWhen(at),
          mean: t('ps.mean'),
          range: t('ps.range'),
          count: (count) => t('ps.readings', { count }),
          yes: t('dv.yes'),
          no: t('dv.no'),
          alarm: (alarm) =>
            [text(alarm.name), t(`al.sev.${alarm.severity}`), alarm.verdict ? t(`al.verdict.${alarm.verdict}`) : '']
              .filter(Boolean)
              .join(' · '),
        },
      }),
      true,
    );
    // fingers scroll the page over a curve; buttons do for them what the mouse does here
    if (window.matchMedia('(pointer: fine)').matches)
      chart.current?.dispatchAction({
        type: 'takeGlobalCursor',
        key: 'brush',
        brushOption: { brushType: 'lineX', brushMode: 'single' },
      });
  }, [curve, alarms, gapSeconds, from, to, t, text]);
  return <div ref={holder} className="dv-curve" role="img" aria-label={label} />;
}
