import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';
import { Icon } from '../parts/icon.tsx';

type Props = { files: string[]; start: number; onClose: () => void };

/** Pictures over the whole screen: buttons turn them, Escape or the button closes; two fingers enlarge as everywhere. */
export function PhotoViewer({ files, start, onClose }: Props) {
  const { t } = useTranslation();
  const [at, setAt] = useState(start);
  const dialog = useRef<HTMLDialogElement>(null);
  // the browser itself keeps the focus inside and gives it back
  useEffect(() => dialog.current?.showModal(), []);
  const turn = (by: number) => setAt((at + by + files.length) % files.length);
  const name = t('kit.photo.one', { n: at + 1 });
  return (
    <dialog ref={dialog} className="r-viewer" aria-label={name} onClose={onClose}>
      <img src={fileUrl(files[at] as string)} alt={name} />
      <div className="r-pair">
        {files.length > 1 && (
          <button type="button" className="r-button" onClick={() => turn(-1)}>
            {t('photo.before')}
          </button>
        )}
        <button type="button" className="r-button" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          {t('photo.close')}
        </button>
        {files.length > 1 && (
          <button type="button" className="r-button" onClick={() => turn(1)}>
            {t('photo.next')}
          </button>
        )}
      </div>
    </dialog>
  );
}
