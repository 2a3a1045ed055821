import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';
import { PhotoViewer } from './photo-viewer.tsx';

/** Small pictures in a row; one tap shows them large. */
export function PhotoStrip({ files }: { files: string[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<number | null>(null);
  if (files.length === 0) return null;
  return (
    <div className="r-photos">
      {files.map((file, at) => (
        <button key={file} type="button" className="r-photo" onClick={() => setOpen(at)}>
          <img src={fileUrl(file, 'thumb')} alt={t('kit.photo.one', { n: at + 1 })} loading="lazy" />
        </button>
      ))}
      {open !== null && <PhotoViewer files={files} start={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
