import sharp from 'sharp';
import { cleanImage } from '../../platform/files/clean-image.ts';
import { contentName, type FileStore } from '../../platform/files/file-store.ts';
import { drawScene, SCENES } from './draw-scene.ts';

export type Photo = { sha256: Buffer; bytes: number; width: number; height: number };
export type Photos = { of(scene: string, shows: 'before' | 'after'): Photo };

/** Draws the sample's pictures and keeps them as uploads are kept, thumbnails included. */
export async function storePhotos(files: FileStore): Promise<Photos> {
  const photos = new Map<string, Photo>();
  for (const scene of SCENES)
    for (const shows of ['before', 'after'] as const) {
      const drawn = await sharp(Buffer.from(drawScene(scene, shows)))
        .jpeg({ quality: 82 })
        .toBuffer();
      const { content, thumb, width, height } = await cleanImage(drawn);
      const name = contentName(content);
      await files.put(name, content);
      if (thumb) await files.put(`${name}-thumb`, thumb);
      photos.set(`${scene}/${shows}`, {
        sha256: Buffer.from(name, 'hex'),
        bytes: content.length,
        width: width ?? 0,
        height: height ?? 0,
      });
    }
  return {
    of(scene, shows) {
      const photo = photos.get(`${scene}/${shows}`);
      if (!photo) throw new Error(`there is no picture ${scene}`);
      return photo;
    },
  };
}
