import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../parts/sheet.tsx';
import { codeOfScan } from './code-of-scan.ts';
import { readLabel } from './read-label.ts';

type Props = { open: boolean; onClose(): void; onCode(code: string): void };

const LOOK_MS = 250;

/** Looks through the camera until a label can be read; a photo of the label does as well. */
export function ScanSheet({ open, onClose, onCode }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet open={open} title={t('field.device.scan')} onClose={onClose}>
      {open && <Camera onCode={onCode} />}
      <button type="button" className="f-btn plain" onClick={onClose}>
        {t('field.device.typeInstead')}
      </button>
    </Sheet>
  );
}

function Camera({ onCode }: Pick<Props, 'onCode'>) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<'camera' | 'photo' | null>(null);
  const found = useRef(onCode);
  found.current = onCode;

  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async () => {
      const element = video.current;
      if (!element || element.readyState < 2) return;
      const code = codeOfScan((await readLabel(element).catch(() => undefined)) ?? '');
      if (!code || gone) return;
      gone = true;
      navigator.vibrate?.(80);
      found.current(code);
    };
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      // closed while the camera was opening
      if (gone || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      timer = setInterval(() => void look(), LOOK_MS);
    };
    start().catch(() => setTrouble('camera'));
    return () => {
      gone = true;
      clearInterval(timer);
      stop();
    };
  }, []);

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const code = codeOfScan((await readLabel(file).catch(() => undefined)) ?? '');
    if (code) onCode(code);
    else setTrouble('photo');
  }

  return (
    <>
      {trouble !== 'camera' && (
        <video ref={video} className="f-scan" muted playsInline aria-label={t('field.device.aim')} />
      )}
      <p className={trouble ? 'f-bad' : 'f-note'} role="status">
        {t(trouble ? `field.device.trouble.${trouble}` : 'field.device.aim')}
      </p>
      <button type="button" className="f-btn" onClick={() => photo.current?.click()}>
        {t('field.device.photo')}
      </button>
      <input
        ref={photo}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => void take(event.target.files?.[0]).finally(() => (event.target.value = ''))}
      />
    </>
  );
}
