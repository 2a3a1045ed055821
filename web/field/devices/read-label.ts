type Found = { rawValue: string };
type Detector = { detect(image: ImageBitmapSource): Promise<Found[]> };
type Maker = { new (): Detector };
/** A frame of the camera or a photo. */
export type Picture = HTMLVideoElement | Blob;

/** Whether this browser reads codes in pictures by itself (Chromium on Android does, bar codes too). */
const hasDetector = (): boolean => 'BarcodeDetector' in window;
/** Enough for a label that fills a third of the picture, little enough for an old phone. */
const MOST_PX = 960;

let detector: Detector | undefined;

/**
 * What the first code in a picture says; undefined where there is none. Where the browser cannot read codes, a reader
 * of QR codes is loaded for it.
 */
export async function readLabel(picture: Picture): Promise<string | undefined> {
  if (!hasDetector()) return readQr(picture);
  detector ??= new (window as unknown as { BarcodeDetector: Maker }).BarcodeDetector();
  return (await detector.detect(picture))[0]?.rawValue;
}

async function readQr(picture: Picture): Promise<string | undefined> {
  const [{ default: decodeQR }, bitmap] = await Promise.all([import('qr/decode.js'), createImageBitmap(picture)]);
  const scale = Math.min(1, MOST_PX / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  try {
    return decodeQR(context.getImageData(0, 0, width, height), { format: 'RGBA', timeLimit: 200 });
  } catch {
    // the reader tells by an error that it sees no code
    return undefined;
  }
}
