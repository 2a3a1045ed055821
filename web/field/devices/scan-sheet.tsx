import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../parts/sheet.tsx';
import { readLabel } from './read-label.ts';

type Props = {
  open: boolean;
  title?: string;
  onClose(): void;
  /** What the label says, as it stands there. */
  onLabel(text: string): void;
};

const LOOK_MS = 250;

/** Looks through the camera until a label can be read; a photo of the label does as well. */
export function ScanSheet({ open, title, onClose, onLabel }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet open={open} title={title ?? t('field.device.scan')} onClose={onClose}>
      {open && <Camera onLabel={onLabel} />}
      <button type="button" className="f-btn plain" onClick={onClose}>
        {t('field.device.typeInstead')}
      </button>
    </Sheet>
  );
}

function Camera({ onLabel }: Pick<Props, 'onLabel'>) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<'camera' | 'photo' | null>(null);
  const [torch, setTorch] = useState<{ track: MediaStreamTrack; on: boolean } | null>(null);
  const found = useRef(onLabel);
  found.current = onLabel;

  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    let looking = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async () => {
      const element = video.current;
      if (!element || element.readyState < 2) return;
      if (looking) return;
      looking = true;
      const label = (await readLabel(element).catch(() => undefined))?.trim();
      looking = false;
      if (!label || gone) return;
      gone = true;
      navigator.vibrate?.(80);
      found.current(label);
    };
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      // closed while the camera was opening
      if (gone || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      const [track] = stream.getVideoTracks();
      if (track && hasTorch(track)) setTorch({ track, on: false });
      timer = setInterval(() => void look(), LOOK_MS);
    };
    start().catch(() => setTrouble('camera'));
    return () => {
      gone = true;
      clearInterval(timer);
      stop();
    };
  }, []);

  async function light({ track, on }: { track: MediaStreamTrack; on: boolean }): Promise<void> {
    await track.applyConstraints({ advanced: [{ torch: !on } as MediaTrackConstraintSet] });
    setTorch({ track, on: !on });
  }

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const label = (await readLabel(file).catch(() => undefined))?.trim();
    if (label) onLabel(label);
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
      {torch && (
        <button type="button" className="f-btn" aria-pressed={torch.on} onClick={() => void light(torch)}>
          {t(torch.on ? 'field.device.torchOff' : 'field.device.torchOn')}
        </button>
      )}
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

/** Stairwells are dark: phones that have a lamp say so of their camera. */
const hasTorch = (track: MediaStreamTrack): boolean =>
  (track.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;
