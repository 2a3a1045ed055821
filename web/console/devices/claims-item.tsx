import { App, Button, Input, Modal, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useAreaName } from './use-area-name.ts';
import type { Claim } from './use-claims.ts';
import { useDeviceChange } from './use-devices.ts';

const REASONS = ['foreign', 'test', 'double'];

/** One device that nobody knows: how it came, what it said, what it seems to be and where. */
export function ClaimItem({ claim, onTake }: { claim: Claim; onTake: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useAreaName();
  const { message } = App.useApp();
  const { mutateAsync, isPending } = useDeviceChange();
  const [asking, setAsking] = useState(false);
  const aside = async (reason: string | null) => {
    try {
      await mutateAsync({ method: 'POST', path: '/claims/ignore', body: { code: claim.code, reason } });
    } catch (fault) {
      void message.error(describeError(fault));
    }
    setAsking(false);
  };
  const [best] = claim.guesses;
  return (
    <li className="cl-item">
      <div>
        <div className="al-head">
          <b>{claim.code}</b>
          <span>{viaWords(claim, t)}</span>
        </div>
        <div className="al-facts">
          <span>{t('cl.messages', { count: claim.messages })}</span>
          <span>{t('cl.first', { when: formatWhen(claim.firstAt) })}</span>
          <span>{t('cl.last', { when: formatWhen(claim.lastAt) })}</span>
        </div>
        <div className="cl-guess">
          {best ? (
            <span>
              {t('cl.looksLike')} <b>{text(best.name)}</b>{' '}
              {best.matched.length > 0 && (
                <span className="quiet">{t('cl.because', { keys: best.matched.join('、') })}</span>
              )}
            </span>
          ) : (
            <span className="quiet">{t('cl.unknownKind')}</span>
          )}
          {claim.place ? (
            <span>
              {t('cl.seemsAt')} <b>{nameOf(claim.place.area)}</b> <span className="quiet">{text(claim.place.why)}</span>
            </span>
          ) : (
            <span className="quiet">{t('cl.unknownPlace')}</span>
          )}
        </div>
        {claim.sample && <code className="dv-sample">{claim.sample}</code>}
        {claim.ignored && (
          <p className="quiet cl-aside">
            {t('cl.asideBy', {
              who: claim.ignored.by,
              when: formatWhen(claim.ignored.at),
              reason: claim.ignored.reason,
            })}
          </p>
        )}
      </div>
      <div className="al-acts">
        {claim.ignored ? (
          <Button loading={isPending} onClick={() => void aside(null)}>
            {t('cl.back')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setAsking(true)}>{t('cl.aside')}</Button>
            <Button type="primary" onClick={onTake}>
              {t('cl.take')}
            </Button>
          </>
        )}
      </div>
      {asking && (
        <AskReason code={claim.code} onSave={(reason) => void aside(reason)} onClose={() => setAsking(false)} />
      )}
    </li>
  );
}

const KNOWN_WAYS = ['field', 'mqtt', 'provision'];

function viaWords({ via, gateway }: Claim, t: TFunction): string {
  if (KNOWN_WAYS.includes(via)) return t(`cl.via.${via}`);
  const speaker = via.slice(via.indexOf(' ') + 1);
  return t('cl.via.behind', { name: gateway?.name ?? speaker });
}

type Ask = { code: string; onSave: (reason: string) => void; onClose: () => void };

function AskReason({ code, onSave, onClose }: Ask) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={`${t('cl.aside')} ${code}`}
      okText={t('cl.aside')}
      cancelText={t('dv.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onSave(reason.trim())}
      onCancel={onClose}
    >
      <p className="quiet">{t('cl.asideHint')}</p>
      <div className="cl-reason">
        <Select
          aria-label={t('cl.reason')}
          placeholder={t('cl.reason')}
          onChange={setReason}
          options={REASONS.map((one) => ({ value: t(`cl.reasons.${one}`), label: t(`cl.reasons.${one}`) }))}
        />
        <Input
          aria-label={t('cl.reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
