import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../manage/add-texts.ts';
import { claimTexts } from './claims-texts.ts';
import { useClaims } from './use-claims.ts';

addTexts(claimTexts);

/** From the list of devices to those that wait to be claimed, and to labels for what is listed. */
export function ClaimLinks({ filter }: { filter: Record<string, string> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const waiting = useClaims(false).data?.length ?? 0;
  return (
    <span className="dv-acts">
      <Button onClick={() => void navigate({ to: '/devices/claims', search: {} })}>
        {waiting > 0 ? t('cl.open', { count: waiting }) : t('cl.title')}
      </Button>
      <Button onClick={() => void navigate({ to: '/devices/labels', search: filter })}>{t('lb.print')}</Button>
    </span>
  );
}
