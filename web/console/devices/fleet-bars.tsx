import { Link } from '@tanstack/react-router';

export type Bar = {
  key: string;
  name: string;
  n: number;
  note?: string;
  to?: '/devices/list' | '/devices/fleet';
  search: Record<string, string>;
};
type Props = { bars: Bar[]; label: string };

/** Counts as lying bars, each with its name and number; a bar with something behind it opens that. */
export function FleetBars({ bars, label }: Props) {
  const most = Math.max(1, ...bars.map((bar) => bar.n));
  return (
    <ul className="fl-bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <span className="fl-bar-name">
            {bar.n > 0 && bar.to ? (
              <Link to={bar.to} search={bar.search}>
                {bar.name}
              </Link>
            ) : (
              bar.name
            )}
            {bar.note && <small className="quiet">{bar.note}</small>}
          </span>
          <span className="fl-bar" aria-hidden>
            <span style={{ width: `${(bar.n / most) * 100}%` }} />
          </span>
          <b className="nums">{bar.n.toLocaleString()}</b>
        </li>
      ))}
    </ul>
  );
}
