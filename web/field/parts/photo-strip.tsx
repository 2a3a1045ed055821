import { ImageViewer } from 'antd-mobile';
import { PictureWrongOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';

/** Photos that are on the server, small, each opening large. */
export function PhotoStrip({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<number | null>(null);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className="f-photos">
      {ids.map((id, index) => (
        <div key={id} className="cell">
          <button
            type="button"
            className="open"
            aria-label={`${t('field.case.photoOf', { n: index + 1, count: ids.length })}, ${t('field.case.openPhoto')}`}
            onClick={() => setShown(index)}
          >
            {missing.has(id) ? (
              <>
                <PictureWrongOutline aria-hidden /> {t('field.case.noPhotoOffline')}
              </>
            ) : (
              <img
                src={fileUrl(id, 'thumb')}
                alt=""
                loading="lazy"
                onError={() => setMissing(new Set([...missing, id]))}
              />
            )}
          </button>
        </div>
      ))}
      <ImageViewer.Multi
        images={ids.map((id) => fileUrl(id))}
        visible={shown !== null}
        defaultIndex={shown ?? 0}
        onClose={() => setShown(null)}
      />
    </div>
  );
}
