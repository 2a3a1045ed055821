import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../kit/status.tsx';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import { useRelated } from './use-case.ts';

/** Cases near in place, matter and time; likely duplicates say so. */
export function CaseRelated({ number }: { number: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { states } = useProcedures();
  const { data } = useRelated(number);
  return (
    <section className="panel panel-body" aria-labelledby="case-related">
      <h2 id="case-related" className="panel-title">
        {t('case.related')}
      </h2>
      {data?.length === 0 && <p className="quiet">{t('case.noRelated')}</p>}
      <ul className="related">
        {data?.slice(0, 6).map((row) => (
          <li key={row.number}>
            <Link to="/cases/$number" params={{ number: row.number }} className="clip">
              {row.title}
            </Link>
            <StateTag state={row.state} name={text(states.get(row.state) ?? { zh: row.state, en: row.state })} />
            <span className="case-sub">
              <Tag color={row.reason === 'duplicate' ? 'warning' : undefined}>{t(`related.${row.reason}`)}</Tag>
              {row.distance !== null && <span>{t('case.distance', { metres: row.distance })}</span>}
              <span>{formatWhen(row.openedAt)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
