import { lazy, Suspense } from 'react';
import type { RateChartProps } from './rate-chart-canvas.tsx';

const Canvas = lazy(async () => ({ default: (await import('./rate-chart-canvas.tsx')).RateChartCanvas }));

/** The chart; its library loads when it is first drawn. */
export function RateChart(props: RateChartProps) {
  return (
    <Suspense fallback={<div style={{ height: 320 }} role="img" aria-label={props.label} />}>
      <Canvas {...props} />
    </Suspense>
  );
}
