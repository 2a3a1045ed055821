import { SendOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useWorker } from '../app/worker.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useOnline } from '../parts/use-online.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { hurryOutbox } from '../store/dexie-outbox.ts';
import { OutboxCard } from './outbox-card.tsx';
import { SentLine } from './sent-line.tsx';

/** Everything made on this phone and where it is: refused first, then what waits, then what was sent. */
export function OutboxPage() {
  const { t } = useTranslation();
  const worker = useWorker();
  const online = useOnline();
  const { items, others } = useOutbox(worker.account);
  const groups = [
    { key: 'refused', items: items.filter((item) => item.state === 'refused') },
    { key: 'waiting', items: items.filter((item) => item.state === 'waiting' || item.state === 'sending') },
    { key: 'sent', items: items.filter((item) => item.state === 'sent').reverse() },
  ].filter((group) => group.items.length);
  const waits = items.some((item) => item.state === 'waiting');
  const behind = (item: OutboxItem) =>
    items.some((one) => one.lane === item.lane && one.order < item.order && one.state !== 'sent');

  return (
    <>
      <PageHead title={t('field.outbox.title')} />
      <main className="f-main">
        <div className="f-pad">
          {waits && online && (
            <button type="button" className="f-btn" onClick={() => void hurryOutbox().then(worker.push)}>
              <SendOutline aria-hidden />
              {t('field.outbox.sendNow')}
            </button>
          )}
          {others > 0 && <p className="f-alert">{t('field.outbox.others', { count: others })}</p>}
          {groups.length === 0 && (
            <div className="f-empty">
              <SendOutline aria-hidden />
              <strong>{t('field.outbox.empty')}</strong>
              {t('field.outbox.emptyHint')}
            </div>
          )}
          {groups.map((group) => (
            <section key={group.key} className="f-stack">
              <h2 className={`f-group ${group.key === 'refused' ? 'late' : ''}`}>{t(`field.outbox.${group.key}`)}</h2>
              {group.items.filter(isLarge).map((item) => (
                <OutboxCard key={item.id} item={item} behind={behind(item)} />
              ))}
              {group.key === 'sent' && (
                <ul className="f-list">
                  {group.items
                    .filter((item) => !isLarge(item))
                    .map((item) => (
                      <li key={item.id}>
                        <SentLine item={item} />
                      </li>
                    ))}
                </ul>
              )}
            </section>
          ))}
        </div>
      </main>
    </>
  );
}

/** Sent and done takes a line; what needs a look, a possible duplicate included, takes a card. */
function isLarge(item: OutboxItem): boolean {
  return item.state !== 'sent' || (item.kind === 'report' && (item.twins?.length ?? 0) > 0);
}
