import { Link } from '@tanstack/react-router';
import { fileUrl } from '../../kit/files.ts';
import { StateTag } from '../../kit/status.tsx';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { CaseRow } from './case-types.ts';
import { TimeLeft } from './time-left.tsx';
import { useLoop } from './use-loop.ts';

/** One report in a list: what, where it stands, how long it may still take. */
export function CaseCard({ row }: { row: CaseRow }) {
  const text = useText();
  const { states } = useLoop(row.procedure);
  return (
    <Link to="/cases/$number" params={{ number: row.number }} className="r-case">
      <span className="r-case-words">
        <strong>{row.title}</strong>
        <span className="r-tags">
          <StateTag state={row.state} name={text(states[row.state]?.name) || row.state} />
          <TimeLeft row={row} turn={states[row.state]?.turn} />
        </span>
        <span className="r-hint">
          {formatWhen(row.openedAt)} · {row.place ?? row.areaName}
        </span>
      </span>
      {row.thumb && <img src={fileUrl(row.thumb, 'thumb')} alt="" loading="lazy" />}
    </Link>
  );
}
