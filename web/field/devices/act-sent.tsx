import { CheckCircleFill, ClockCircleOutline, CloseCircleFill } from 'antd-mobile-icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { FieldLink } from '../parts/field-link.tsx';
import { fieldDatabase } from '../store/field-database.ts';

/** What became of an act on a device: waits for the network, taken with the place it was given, or refused. */
export function ActSent({ id }: { id: string }) {
  const { t } = useTranslation();
  const text = useText();
  const item = useLiveQuery(() => fieldDatabase.outbox.get(id), [id]);
  if (item?.state === 'refused')
    return (
      <>
        <div className="f-alert late" role="alert">
          <CloseCircleFill aria-hidden />
          <p>
            <strong>{item.refusal && text(item.refusal.text)}</strong>
          </p>
        </div>
        <FieldLink to={`/outbox/${id}`} className="f-btn primary">
          {t('field.outbox.mend')}
        </FieldLink>
      </>
    );
  const receipt = item?.receipt;
  if (!receipt)
    return (
      <div className="f-alert" role="status">
        <ClockCircleOutline aria-hidden />
        <p>
          <strong>{t('field.mount.queued')}</strong>
          <span>{t('field.mount.queuedHint')}</span>
        </p>
      </div>
    );
  return (
    <>
      <div className="f-alert good" role="status">
        <CheckCircleFill aria-hidden />
        <p>
          <strong>{t(`field.mount.done.${receipt.act}`)}</strong>
          {receipt.act !== 'unmount' && <span>{t('field.mount.belongs', { area: receipt.areaName })}</span>}
          {receipt.act !== 'unmount' && receipt.why && <span>{text(receipt.why)}</span>}
        </p>
      </div>
      <FieldLink to={`/devices/${receipt.device ?? ''}`} className="f-btn primary">
        {t(receipt.act === 'unmount' ? 'field.mount.see' : 'field.mount.test')}
      </FieldLink>
    </>
  );
}
