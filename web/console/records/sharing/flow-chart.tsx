import { lazy, Suspense } from 'react';
import type { FlowChartProps } from './flow-chart-canvas.tsx';

const Canvas = lazy(async () => ({ default: (await import('./flow-chart-canvas.tsx')).FlowChartCanvas }));

/** The chart of flows; its library loads when it is first drawn. */
export function FlowChart(props: FlowChartProps) {
  return (
    <Suspense fallback={<div style={{ height: 320 }} role="img" aria-label={props.label} />}>
      <Canvas {...props} />
    </Suspense>
  );
}
