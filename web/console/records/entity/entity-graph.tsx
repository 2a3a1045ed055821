import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import type { Entity } from './entity-types.ts';
import { layoutGraph, WIDTH } from './layout-graph.ts';

/** What is related, as a small drawing; the list below it says the same and is what the keyboard walks. */
export function EntityGraph({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const { graph } = entity;
  const { nodes, height } = useMemo(() => layoutGraph(graph), [graph]);
  const at = new Map(nodes.map((node) => [node.id, node]));
  // several relations between the same two are one line with all their names
  const drawn = [...Map.groupBy(graph.edges, ({ from, to }) => `${from} ${to}`).values()].flatMap((edges) => {
    const [from, to] = [at.get(edges[0]?.from ?? 0), at.get(edges[0]?.to ?? 0)];
    return from && to ? [{ a: from, b: to, names: edges.map(({ name }) => text(name)).join(' · ') }] : [];
  });
  const label = (id: number) => graph.nodes.find((node) => node.id === id)?.label ?? String(id);
  const open = (id: number) => void navigate({ to: '/records/entities/$id', params: { id: String(id) } });
  return (
    <section className="panel panel-body" aria-labelledby="en-graph">
      <h2 id="en-graph" className="panel-title">
        {t('en.graph')}
      </h2>
      {graph.edges.length === 0 ? (
        <p className="quiet">{t('en.graphNone')}</p>
      ) : (
        <>
          <svg
            className="graph"
            viewBox={`0 0 ${WIDTH} ${height}`}
            role="img"
            aria-label={t('en.graphOf', { name: entity.label })}
          >
            {drawn.map(({ a, b }) => (
              <line key={`${a.id} ${b.id}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
            ))}
            {drawn
              .filter(({ a, b, names }) => Math.hypot(a.x - b.x, a.y - b.y) > names.length * 6 + 40)
              .map(({ a, b, names }) => (
                <text key={`${a.id} ${b.id}`} className="graph-relation" x={(a.x + b.x) / 2} y={(a.y + b.y) / 2 + 4}>
                  {names}
                </text>
              ))}
            {nodes.map((node) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the list below holds the same links
              <g
                key={node.id}
                className={`graph-node graph-${node.kind}${node.hop === 0 ? ' graph-self' : ''}`}
                onClick={() => node.hop > 0 && open(node.id)}
              >
                <circle cx={node.x} cy={node.y} r={node.hop === 0 ? 13 : 9} />
                <text x={node.x} y={node.y + (node.hop === 0 ? 29 : 24)}>
                  {shorten(node.label)}
                </text>
              </g>
            ))}
          </svg>
          <ul className="neighbours">
            {graph.edges.map(({ from, to, relation, name, seen }) => (
              <li key={`${from} ${relation} ${to}`}>
                <End id={from} self={entity.id} label={label(from)} />
                <span className="quiet">{text(name)}</span>
                <End id={to} self={entity.id} label={label(to)} />
                {seen !== null && <span className="quiet nums">{seen}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {graph.total > graph.edges.length && graph.total > 40 && (
        <p className="quiet">{t('en.graphMore', { total: graph.total, shown: graph.edges.length })}</p>
      )}
      {graph.beyond > 0 && <p className="quiet">{t('en.beyond', { count: graph.beyond })}</p>}
    </section>
  );
}

function End({ id, self, label }: { id: number; self: number; label: string }) {
  if (id === self) return <b>{label}</b>;
  return (
    <Link to="/records/entities/$id" params={{ id: String(id) }}>
      {label}
    </Link>
  );
}

const shorten = (label: string) => (label.length > 12 ? `${label.slice(0, 11)}…` : label);
