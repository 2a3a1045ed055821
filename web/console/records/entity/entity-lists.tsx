import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import type { Entity, Look } from './entity-types.ts';

/** Cases at the place of the entity, and what is to be verified about it. */
export function EntityCases({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section className="panel panel-body" aria-labelledby="en-cases">
      <h2 id="en-cases" className="panel-title">
        {t('en.cases')}
      </h2>
      {entity.cases.length === 0 && <p className="quiet">{t('en.casesNone')}</p>}
      <ul className="entity-list">
        {entity.cases.map((one) => (
          <li key={one.number}>
            <Tag color={one.open ? 'blue' : 'default'}>{t(one.open ? 'en.open' : 'en.closed')}</Tag>
            <Link to="/cases/$number" params={{ number: one.number }}>
              {one.title}
            </Link>
            <span className="quiet">
              {one.place} · {t(`en.why.${one.why}`)} · {formatWhen(one.openedAt)}
            </span>
          </li>
        ))}
      </ul>
      {entity.doubts.length > 0 && (
        <>
          <h3 className="sub-title">{t('en.doubts')}</h3>
          <ul className="entity-list">
            {entity.doubts.map((doubt) => (
              <li key={doubt.id}>
                <Tag color="warning">{t(`en.doubt.${doubt.kind}`)}</Tag>
                {doubt.field && <span>{text(doubt.field)}</span>}
                <span className="quiet">{t(doubt.state === 'asked' ? 'en.doubtAsked' : 'en.doubtOpen')}</span>
                {doubt.case !== null && (
                  <Link to="/cases/$number" params={{ number: doubt.case }} className="nums">
                    {doubt.case}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Who looked at the entity, when, and what for. */
export function EntityLooks({ entity, stamp }: { entity: Entity; stamp: number }) {
  const { t } = useTranslation();
  const text = useText();
  const { data = [] } = useQuery({
    queryKey: ['records', 'looks', entity.id, stamp],
    queryFn: () => api<Look[]>('GET', `/records/entities/${entity.id}/looks`),
  });
  return (
    <section className="panel panel-body" aria-labelledby="en-looks">
      <h2 id="en-looks" className="panel-title">
        {t('en.looks')}
      </h2>
      {data.length === 0 && <p className="quiet">{t('en.looksNone')}</p>}
      <ul className="entity-list">
        {data.slice(0, 20).map((look) => (
          <li key={look.at + text(look.by)}>
            <span>{text(look.by)}</span>
            <span>
              {look.fields.length === 0
                ? t('en.lookOpen')
                : t('en.lookFields', {
                    fields: look.fields.map((field) => text(entity.fields[field]?.name) || field).join(' '),
                  })}
            </span>
            <span className="quiet">{[text(look.purpose), formatWhen(look.at)].filter(Boolean).join(' · ')}</span>
            {look.case !== null && (
              <Link to="/cases/$number" params={{ number: look.case }} className="nums">
                {look.case}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
