import { Alert, App, Button, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Speech } from './speech-types.ts';

/** What a technician types into the other side, each line with a button that copies it. */
export function SpeechRows({ speech }: { speech: Speech }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = (value: string) => void navigator.clipboard.writeText(value).then(() => message.success(t('dv.copied')));
  return (
    <>
      {speech.off && <Alert type="error" showIcon title={t(`sp.off.${speech.off}`)} />}
      <h2 className="sp-head">{t('sp.fill')}</h2>
      <div className="sp-rows">
        {speech.rows.map(({ key, value }) => (
          <div key={key}>
            <span aria-hidden>{t(`sp.key.${key}`)}</span>
            <Space.Compact block>
              <Input readOnly value={value} aria-label={t(`sp.key.${key}`)} />
              <Button onClick={() => copy(value)} aria-label={`${t('dv.copy')} ${t(`sp.key.${key}`)}`}>
                {t('dv.copy')}
              </Button>
            </Space.Compact>
          </div>
        ))}
      </div>
      {speech.snippet && (
        <>
          <h2 className="sp-head">
            {t('sp.snippet')}
            <Button size="small" onClick={() => copy(speech.snippet ?? '')}>
              {t('sp.copyAll')}
            </Button>
          </h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className="sp-snippet" tabIndex={0}>
            {speech.snippet}
          </pre>
        </>
      )}
    </>
  );
}
