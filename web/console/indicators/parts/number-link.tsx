import { useTranslation } from 'react-i18next';

type Props = { n: number; query: string; fact?: string; what: string };

/** A count that opens the cases it counts, in the desk. A nought has nothing to open. */
export function NumberLink({ n, query, fact, what }: Props) {
  const { t } = useTranslation();
  if (n === 0) return <span className="nums">0</span>;
  const search = new URLSearchParams(query);
  search.set('open', 'all');
  if (fact !== undefined) search.set('fact', fact);
  return (
    <a
      className="nums"
      href={`/console/desk?${search.toString()}`}
      aria-label={t('ind.open', { n: n.toLocaleString(), what })}
    >
      {n.toLocaleString()}
    </a>
  );
}
