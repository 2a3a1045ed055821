import { CameraOutline, CloseOutline, PicturesOutline } from 'antd-mobile-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { preparePhoto } from '../../kit/files.ts';
import { fieldDatabase } from '../store/field-database.ts';
import { KeptImage } from './kept-image.tsx';

type Props = {
  label: string;
  need: number;
  ids: readonly string[];
  max?: number;
  big?: boolean;
  invalid?: boolean;
  /** Gets a change, not a value: a photo takes a while, and something else may be typed meanwhile. */
  onChange(change: (ids: string[]) => string[]): void;
};

/**
 * Takes photos with the camera or from the album. Each is made smaller and stored on the phone at once, before
 * anything else can go wrong; only its id travels further.
 */
export function PhotoTaker({ label, need, ids, max = 9, big, invalid, onChange }: Props) {
  const { t } = useTranslation();
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const [broken, setBroken] = useState(false);

  async function take(files: FileList | null): Promise<void> {
    setBroken(false);
    const added: string[] = [];
    for (const file of [...(files ?? [])].slice(0, max - ids.length)) {
      try {
        const blob = await preparePhoto(file);
        const id = crypto.randomUUID();
        await fieldDatabase.photos.add({ id, blob, madeAt: Date.now() });
        added.push(id);
      } catch {
        setBroken(true);
      }
    }
    if (added.length) onChange((now) => [...now, ...added].slice(0, max));
  }
  function drop(id: string): void {
    void fieldDatabase.photos.delete(id);
    onChange((now) => now.filter((one) => one !== id));
  }

  const full = ids.length >= max;
  return (
    <fieldset className="f-field f-plain" aria-invalid={invalid}>
      <legend className="f-label">
        {label}{' '}
        {need > 0 && <span className={invalid ? 'f-bad' : 'f-note'}>{t('field.act.need', { count: need })}</span>}
      </legend>
      {ids.length > 0 && (
        <div className="f-photos">
          {ids.map((id, index) => (
            <div key={id} className="cell">
              <KeptImage id={id} alt={t('field.case.photoOf', { n: index + 1, count: ids.length })} />
              <button type="button" className="drop" aria-label={t('field.act.remove')} onClick={() => drop(id)}>
                <span>
                  <CloseOutline aria-hidden />
                </span>
              </button>
            </div>
          ))}
        </div>
      )}
      {broken && <p className="f-bad">{t('field.act.photoBroken')}</p>}
      <div className="f-row">
        <button
          type="button"
          className={`f-btn f-shoot ${big && ids.length === 0 ? 'big' : ''}`}
          disabled={full}
          onClick={() => camera.current?.click()}
        >
          <CameraOutline aria-hidden />
          {t('field.act.take')}
        </button>
        <button
          type="button"
          className={`f-btn plain f-shoot ${big && ids.length === 0 ? 'big' : ''}`}
          disabled={full}
          onClick={() => album.current?.click()}
        >
          <PicturesOutline aria-hidden />
          {t('field.act.pick')}
        </button>
      </div>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => void take(event.target.files).finally(() => (event.target.value = ''))}
      />
      <input
        ref={album}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => void take(event.target.files).finally(() => (event.target.value = ''))}
      />
    </fieldset>
  );
}
