import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { Problem } from '../http/problem.ts';

export type Cleaned = {
  content: Buffer;
  thumb: Buffer | undefined;
  mime: string;
  width: number | null;
  height: number | null;
};

const IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/avif']);
const AS_THEY_ARE = new Set([
  'application/pdf',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'video/mp4',
  'audio/ogg',
  'audio/webm',
  'video/webm',
]);
const PIXELS = 50_000_000;

/**
 * Judges an upload by its content, never by its name. Photos are turned upright, scaled to at most 2048 pixels and
 * written anew, which drops EXIF with its place and device; a thumbnail is made.
 * @throws Problem 422 where the content is no kind that is accepted or cannot be read
 */
export async function cleanImage(content: Buffer): Promise<Cleaned> {
  const kind = await fileTypeFromBuffer(content);
  if (kind && AS_THEY_ARE.has(kind.mime))
    return { content, thumb: undefined, mime: kind.mime, width: null, height: null };
  if (!kind || !IMAGES.has(kind.mime)) throw unreadable();
  try {
    const image = sharp(content, { limitInputPixels: PIXELS }).rotate();
    const { data, info } = await image
      .resize({ width: 2048, height: 2048, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(data).resize({ width: 320, height: 320, fit: 'cover' }).jpeg({ quality: 72 }).toBuffer();
    return { content: data, thumb, mime: 'image/jpeg', width: info.width, height: info.height };
  } catch {
    throw unreadable();
  }
}

const unreadable = () =>
  new Problem(422, 'file.kind', {
    zh: '只接受照片、PDF、音频和 MP4 视频，且文件须完好。',
    en: 'Only intact photos, PDF, audio and MP4 video are accepted.',
  });
