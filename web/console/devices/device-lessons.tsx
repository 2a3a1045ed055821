import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../manage/add-texts.ts';
import { FalseRates } from './false-rates.tsx';
import './trial.css';
import { TrialAdvice } from './trial-advice.tsx';
import { trialTexts } from './trial-texts.ts';

addTexts(trialTexts);

/** What the alarms of one device turned out to be, what might be better, and the way to try it. */
export function DeviceLessons({ id }: { id: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scope = { device: String(id) };
  const go = (more: Record<string, string>) => void navigate({ to: '/devices/rules', search: { ...scope, ...more } });
  return (
    <>
      <FalseRates scope={scope} onTry={(_, rule) => go({ rule })}>
        <Link to="/devices/rules" search={scope}>
          {t('tr.open')}
        </Link>
      </FalseRates>
      <TrialAdvice scope={scope} onTry={(rule, key, to) => go({ rule, key, to: String(to) })} />
    </>
  );
}
