import { useParams } from '@tanstack/react-router';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import { type Mending, mendItem } from '../outbox/mend-item.ts';
import { useGo } from '../parts/field-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { dexieOutbox } from '../store/dexie-outbox.ts';
import { fieldDatabase } from '../store/field-database.ts';
import { MendAct } from './mend-act.tsx';
import { MendDevice } from './mend-device.tsx';
import { MendReport } from './mend-report.tsx';
import { RefusalNote } from './refusal-note.tsx';

/** A refused item with its reason on top, to be corrected and sent again. */
export function MendPage() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const go = useGo();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const item = useLiveQuery(() => fieldDatabase.outbox.get(id), [id]);
  if (item?.state !== 'refused') return <PageHead title={t('field.outbox.mend')} back />;

  async function send(mending: Mending): Promise<void> {
    await dexieOutbox.change(id, (stored) => mendItem(stored, mending, Date.now()));
    worker.push();
    go('/outbox', true);
  }
  return (
    <>
      <PageHead title={text(item.label)} back />
      <main className="f-main">
        <div className="f-pad">
          {item.refusal && <RefusalNote refusal={item.refusal} />}
          {item.kind === 'report' && <MendReport item={item} onSend={(mending) => void send(mending)} />}
          {item.kind === 'act' && <MendAct item={item} onSend={(mending) => void send(mending)} />}
          {item.kind === 'device' && <MendDevice item={item} onSend={(mending) => void send(mending)} />}
        </div>
      </main>
    </>
  );
}
