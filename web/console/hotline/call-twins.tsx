import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../kit/status.tsx';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import type { CallDraft } from './call-draft.ts';
import { useTwins } from './use-twins.ts';

/** Open cases that the caller may be calling about; each opens beside, so that the call is not lost. */
export function CallTwins({ draft }: { draft: CallDraft }) {
  const { t } = useTranslation();
  const text = useText();
  const { states } = useProcedures();
  const twins = useTwins(draft);
  const asked = (draft.area?.length ?? 0) >= 12;
  return (
    <section className="panel panel-body" aria-labelledby="call-twins" aria-live="polite">
      <h2 id="call-twins" className="panel-title">
        {t('call.twins')}
      </h2>
      {twins.length === 0 && <p className="quiet">{t(asked ? 'call.noTwins' : 'call.twinsHint')}</p>}
      <ul className="related">
        {twins.map(({ row, metres, sameMatter }) => (
          <li key={row.number}>
            <Link to="/cases/$number" params={{ number: row.number }} target="_blank" className="clip">
              {row.title}
            </Link>
            <StateTag state={row.state} name={text(states.get(row.state) ?? { zh: row.state, en: row.state })} />
            <span className="case-sub">
              {sameMatter && <Tag color="warning">{t('call.sameMatter')}</Tag>}
              {metres !== null && <span>{t('case.distance', { metres })}</span>}
              <span>{formatWhen(row.openedAt)}</span>
              <span className="nums">{row.number}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
