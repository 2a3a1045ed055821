import { SankeyChart } from 'echarts/charts';
import { AriaComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { FlowLink, FlowNode } from './draw-flows.ts';

use([SankeyChart, TooltipComponent, AriaComponent, SVGRenderer]);

export type FlowChartProps = { nodes: FlowNode[]; links: FlowLink[]; label: string };
const COLORS = ['#3f7bf5', '#1a7f37', '#b35900'];

/** Departments, kinds and purposes, and what flows between them. */
export function FlowChartCanvas({ nodes, links, label }: FlowChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const height = Math.max(
    320,
    Math.max(...[0, 1, 2].map((depth) => nodes.filter((one) => one.depth === depth).length)) * 34,
  );

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
    const labels = new Map(nodes.map((node) => [node.name, node.label]));
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit' },
        tooltip: {
          formatter: ({ data }: { data: Partial<FlowLink> & Partial<FlowNode> }) =>
            data.told === undefined
              ? escapeHtml(data.label ?? labels.get(data.name ?? '') ?? '')
              : escapeHtml(`${labels.get(data.source ?? '')} → ${labels.get(data.target ?? '')}: ${data.told}`),
        },
        series: [
          {
            type: 'sankey',
            left: 8,
            right: 150,
            top: 8,
            bottom: 8,
            nodeWidth: 14,
            nodeGap: 12,
            draggable: false,
            emphasis: { focus: 'adjacency' },
            lineStyle: { color: 'gradient', opacity: 0.3, curveness: 0.5 },
            label: {
              color: '#1c2430',
              fontSize: 12,
              formatter: ({ name }: { name: string }) => labels.get(name) ?? name,
            },
            data: nodes.map((node) => ({
              name: node.name,
              depth: node.depth,
              itemStyle: { color: COLORS[node.depth] },
            })),
            links,
          },
        ],
      },
      true,
    );
    chart.current?.resize();
  }, [nodes, links]);

  return <div ref={holder} role="img" aria-label={label} style={{ width: '100%', height }} />;
}

/** Names of departments come from the manager's forms and stand in HTML here. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
