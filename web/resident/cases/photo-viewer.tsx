import { ImageViewer } from 'antd-mobile';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';
import { Icon } from '../parts/icon.tsx';

/** Pictures over the whole screen: swipe or the buttons turn them, Escape or the button closes. */
export function PhotoViewer({ files, start, onClose }: { files: string[]; start: number; onClose: () => void }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(start);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onClose]);
  const turn = (by: number) => setAt((at + by + files.length) % files.length);
  return (
    <ImageViewer
      visible
      image={fileUrl(files[at] as string)}
      onClose={onClose}
      renderFooter={() => (
        <div className="r-viewer">
          {files.length > 1 && (
            <button type="button" className="r-button" onClick={() => turn(-1)}>
              {t('photo.before')}
            </button>
          )}
          <button ref={close} type="button" className="r-button" onClick={onClose}>
            <Icon name="close" />
            {t('photo.close')}
          </button>
          {files.length > 1 && (
            <button type="button" className="r-button" onClick={() => turn(1)}>
              {t('photo.next')}
            </button>
          )}
        </div>
      )}
    />
  );
}
