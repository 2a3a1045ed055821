import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import type { DeskSearch } from './desk-search.ts';
import { sumByName } from './sum-by-name.ts';
import { useCounts } from './use-counts.ts';

/** What stands in the list by deadline and by state. Every number is a link to the cases it counts. */
export function CountBar({ search }: { search: DeskSearch }) {
  const { t } = useTranslation();
  const text = useText();
  const { states } = useProcedures();
  const { data } = useCounts(search);
  const { state: _state, due: _due, open: _open, ...rest } = search;
  const byState = sumByName(data?.byState ?? {}, [...states.keys()], (state) => text(states.get(state)) || state);
  return (
    <nav className="count-bar" aria-label={t('desk.counts')}>
      <Count
        label={t('desk.open')}
        value={data?.open}
        to={rest}
        here={search.state === undefined && search.due === undefined}
      />
      <Count
        label={t('desk.overdue')}
        value={data?.overdue}
        to={{ ...rest, due: 'overdue' }}
        here={search.due === 'overdue'}
        tone="red"
      />
      <Count
        label={t('desk.soon')}
        value={data?.soon}
        to={{ ...rest, due: 'soon' }}
        here={search.due === 'soon'}
        tone="amber"
      />
      <ul className="count-states">
        {byState.map(({ name, keys, count }) => (
          <li key={keys}>
            <Link
              to="/desk"
              search={{ ...rest, state: keys }}
              className={search.state === keys ? 'count-state count-here' : 'count-state'}
            >
              {name} <b className="nums">{count}</b>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type CountProps = { label: string; value: number | undefined; to: DeskSearch; here: boolean; tone?: 'red' | 'amber' };
function Count({ label, value, to, here, tone }: CountProps) {
  const loud = tone !== undefined && (value ?? 0) > 0 ? ` count-${tone}` : '';
  return (
    <Link
      to="/desk"
      search={to}
      className={`count${loud}${here ? ' count-here' : ''}`}
      aria-current={here ? 'true' : undefined}
    >
      <span>{label}</span>
      <b className="nums">{value ?? '–'}</b>
    </Link>
  );
}
