import { type ChangeEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { preparePhoto } from '../../kit/files.ts';
import { Icon } from '../parts/icon.tsx';
import { findPhoto, forgetPhotos, keepPhoto } from './photo-store.ts';
import { MOST_PHOTOS } from './report-draft.ts';

/** Takes or chooses up to six photos. They are made small and kept on the phone until the draft is sent. */
export function PhotoPicker({ photos, onChange }: { photos: string[]; onChange: (photos: string[]) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [fault, setFault] = useState('');
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])].slice(0, MOST_PHOTOS - photos.length);
    event.target.value = '';
    setFault('');
    const added: string[] = [];
    for (const file of chosen) {
      try {
        added.push(await keepPhoto(await preparePhoto(file)));
      } catch {
        setFault(t('kit.photo.broken'));
      }
    }
    onChange([...photos, ...added]);
  };
  const remove = (photo: string) => {
    void forgetPhotos([photo]);
    onChange(photos.filter((one) => one !== photo));
  };
  return (
    <fieldset className="r-photos r-picker">
      <legend className="r-label">{t('photo.title', { n: photos.length, most: MOST_PHOTOS })}</legend>
      {photos.map((photo, at) => (
        <div key={photo} className="r-photo">
          <Preview photo={photo} alt={t('kit.photo.one', { n: at + 1 })} />
          <button type="button" aria-label={t('kit.photo.remove', { n: at + 1 })} onClick={() => remove(photo)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
      {photos.length < MOST_PHOTOS && (
        <label className="r-photo r-photo-add" htmlFor={id}>
          <Icon name="camera" />
          {t('kit.photo.add')}
          <input id={id} type="file" accept="image/*" multiple onChange={(event) => void add(event)} />
        </label>
      )}
      {fault && (
        <div className="r-fault" role="alert">
          {fault}
        </div>
      )}
    </fieldset>
  );
}

function Preview({ photo, alt }: { photo: string; alt: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void findPhoto(photo).then((kept) => {
      if (!kept || gone) return;
      made = URL.createObjectURL(kept.blob);
      setAddress(made);
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [photo]);
  return address ? <img src={address} alt={alt} /> : null;
}
