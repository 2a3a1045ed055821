import { ExclamationCircleOutline, RightOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import type { Twin } from '../outbox/outbox-item.ts';
import { FieldLink } from '../parts/field-link.tsx';

/** Open cases that look like the one that was sent from here. */
export function TwinList({ twins }: { twins: readonly Twin[] }) {
  const { t } = useTranslation();
  return (
    <div className="f-stack">
      <p className="f-alert">
        <ExclamationCircleOutline aria-hidden />
        {t('field.outbox.twins')}
      </p>
      <ul className="f-list">
        {twins.map((twin) => (
          <li key={twin.number}>
            <FieldLink to={`/case/${twin.number}`} className="line">
              <span className="grow">
                {twin.distance === null
                  ? twin.title
                  : t('field.outbox.twinLine', { title: twin.title, distance: Math.round(twin.distance) })}
              </span>
              <RightOutline aria-hidden />
            </FieldLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
