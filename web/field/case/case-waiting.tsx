import { CloseCircleFill, UploadOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { FieldLink } from '../parts/field-link.tsx';

/** Steps of this case that still rest on the phone. */
export function CaseWaiting({ items }: { items: readonly OutboxItem[] }) {
  const { t } = useTranslation();
  const text = useText();
  const refused = items.find((item) => item.state === 'refused');
  return (
    <FieldLink to="/outbox" className={`f-alert ${refused ? 'late' : ''}`}>
      {refused ? <CloseCircleFill aria-hidden /> : <UploadOutline aria-hidden />}
      <p>
        <strong>{refused ? t('field.today.refused') : t('field.case.waiting', { count: items.length })}</strong>
        <span>{items.map((item) => text(item.label)).join(' → ')}</span>
        <span>{refused?.refusal ? text(refused.refusal.text) : t('field.case.waitingHint')}</span>
      </p>
    </FieldLink>
  );
}
