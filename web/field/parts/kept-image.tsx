import { useEffect, useState } from 'react';
import { fileUrl } from '../../kit/files.ts';
import { fieldDatabase } from '../store/field-database.ts';

/** A photo that rests on the phone; once uploaded and dropped here, the server's copy. */
export function KeptImage({ id, alt }: { id: string; alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void fieldDatabase.photos.get(id).then((photo) => {
      if (gone) return;
      made = photo && URL.createObjectURL(photo.blob);
      setUrl(made ?? fileUrl(id, 'thumb'));
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);
  return url ? <img src={url} alt={alt} /> : null;
}
