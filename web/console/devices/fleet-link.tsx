import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

type Props = { n: number; what: string; search: Record<string, string> };

/** A count that opens the devices it counts; a nought has nothing to open. */
export function FleetLink({ n, what, search }: Props) {
  const { t } = useTranslation();
  if (n === 0) return <span className="nums">0</span>;
  return (
    <Link
      className="nums"
      to="/devices/list"
      search={search}
      aria-label={t('fl.open', { what, n: n.toLocaleString() })}
    >
      {n.toLocaleString()}
    </Link>
  );
}
