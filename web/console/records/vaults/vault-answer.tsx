import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormSchema } from '../../../kit/json-form.ts';
import { formatWhen } from '../../../kit/time.ts';
import { useChange } from '../../manage/use-change.ts';
import { describeAnswers } from '../../shared/describe-answers.ts';
import { Facts } from '../../shared/facts.tsx';
import type { Seen } from './vault-types.ts';

type Props = { code: string; form: FormSchema; seen: Seen; onEnded(): void };

/** What the register says of the one who was asked about; from here an entry can be put forward for destruction. */
export function VaultAnswer({ code, form, seen, onEnded }: Props) {
  const { t, i18n } = useTranslation();
  const { change, busy } = useChange(['vaults']);
  const [reason, setReason] = useState<string>();
  if (!seen.found) return <Alert type="info" showIcon title={t('vaults.notFound')} />;
  const end = async () => {
    const done = await change('POST', `/records/vaults/${code}/destructions`, {
      subjects: [seen.subject],
      reason: reason?.trim(),
    });
    if (done !== undefined) onEnded();
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={t('vaults.found')}
      description={
        <div className="vault-answer">
          <Facts
            rows={describeAnswers(form, seen.fields ?? {}, i18n.language).map(({ label, value }) => [label, value])}
          />
          <p>{t('vaults.foundSince', { when: formatWhen(seen.addedAt), until: seen.retentionEnd })}</p>
          {reason === undefined ? (
            <Button size="small" danger onClick={() => setReason('')}>
              {t('vaults.end')}
            </Button>
          ) : (
            <div className="vault-end">
              <Input
                aria-label={t('vaults.endReason')}
                placeholder={t('vaults.endReason')}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <Button danger loading={busy} disabled={reason.trim().length < 2} onClick={() => void end()}>
                {t('vaults.end')}
              </Button>
            </div>
          )}
        </div>
      }
    />
  );
}
