type Found = { rawValue: string };
type Detector = { detect(image: ImageBitmapSource): Promise<Found[]> };
type Maker = { new (): Detector };

/** Whether this browser reads codes in pictures by itself (Chromium on Android does). */
export const canReadLabels = (): boolean => 'BarcodeDetector' in window;

let detector: Detector | undefined;

/** What the first code in a picture says; undefined where there is none, or where this browser cannot read any. */
export async function readLabel(picture: ImageBitmapSource): Promise<string | undefined> {
  if (!canReadLabels()) return undefined;
  detector ??= new (window as unknown as { BarcodeDetector: Maker }).BarcodeDetector();
  return (await detector.detect(picture))[0]?.rawValue;
}
