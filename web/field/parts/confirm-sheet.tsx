import { useTranslation } from 'react-i18next';
import { Sheet } from './sheet.tsx';

type Props = {
  open: boolean;
  title: string;
  hint?: string;
  yes: string;
  no?: string;
  danger?: boolean;
  onYes(): void;
  onNo(): void;
};

/** Asks before something that cannot be taken back. */
export function ConfirmSheet({ open, title, hint, yes, no, danger, onYes, onNo }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet open={open} title={title} onClose={onNo}>
      {hint && <p>{hint}</p>}
      <button type="button" className={danger ? 'f-btn danger' : 'f-btn primary'} onClick={onYes}>
        {yes}
      </button>
      <button type="button" className="f-btn plain" onClick={onNo}>
        {no ?? t('field.cancel')}
      </button>
    </Sheet>
  );
}
