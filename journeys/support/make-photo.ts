import { randomInt } from 'node:crypto';
import sharp from 'sharp';

/** A JPEG that no other call returns: a plain picture in a colour of its own. */
export async function makePhoto(width = 640, height = 480): Promise<Buffer<ArrayBuffer>> {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  return Buffer.from(
    await sharp({ create: { width, height, channels: 3, background } })
      .jpeg({ quality: 60 })
      .toBuffer(),
  );
}
