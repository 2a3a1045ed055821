import { Link } from '@tanstack/react-router';

/** A number that opens the alarms behind it; none opens nothing. @param search conditions of the alarm board */
export function ReachLink({ n, search }: { n: number; search: Record<string, string> }) {
  if (n === 0) return <span className="nums">0</span>;
  return (
    <Link className="nums" to="/devices/alarms" search={{ view: 'all', ...search }}>
      {n}
    </Link>
  );
}
