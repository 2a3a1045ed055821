import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceForm, type DeviceWork } from '../devices/device-form.tsx';
import type { Mending } from '../outbox/mend-item.ts';
import type { DeviceItem } from '../outbox/outbox-item.ts';

/** A refused act on a device in the form it was made in: place, address, code and photos can all be put right. */
export function MendDevice({ item, onSend }: { item: DeviceItem; onSend(mending: Mending): void }) {
  const { t } = useTranslation();
  const [work, setWork] = useState<DeviceWork>({ body: item.body, photos: item.files });
  return (
    <>
      <DeviceForm act={item.act} value={work} onChange={(change) => setWork(change)} />
      <button type="button" className="f-btn primary" onClick={() => onSend({ body: work.body, files: work.photos })}>
        {t('field.outbox.sendAgain')}
      </button>
    </>
  );
}
