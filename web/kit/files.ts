import { api, chosenPost } from './api.ts';

export type StoredFile = { id: string; mime: string; bytes: number; width: number | null; height: number | null };

const LONGEST = 1600;

/**
 * Makes a photo small enough for a slow network: longest side 1600 px, JPEG, turned upright, without its metadata.
 * @throws when the file is no picture this browser can open
 */
export async function preparePhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.82),
  );
}

/** Sends one file under an id made here, so that sending it twice stores it once. */
export function uploadFile(id: string, blob: Blob, name = `${id}.jpg`): Promise<StoredFile> {
  const form = new FormData();
  form.append('file', blob, name);
  return api<StoredFile>('POST', `/files?id=${id}`, form);
}

/** The address of a file for an `img` or a link; staff see it as the post they act as. */
export function fileUrl(id: string, size?: 'thumb'): string {
  const query = new URLSearchParams();
  if (size) query.set('size', size);
  const post = chosenPost();
  if (post !== null) query.set('post', post);
  return `/api/files/${id}${query.size > 0 ? `?${query}` : ''}`;
}
