import { CloseOutline, ScanningOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody, DeviceItem } from '../outbox/outbox-item.ts';
import { PhotoTaker } from '../parts/photo-taker.tsx';
import { PlacePicker } from '../report/place-picker.tsx';
import { codeOfScan } from './code-of-scan.ts';
import { ScanSheet } from './scan-sheet.tsx';

/** What is being said of an act on a device: facts, and the photos kept on the phone. */
export type DeviceWork = { body: DeviceBody; photos: string[] };
type Props = {
  act: DeviceItem['act'];
  value: DeviceWork;
  /** Gets a change, not a value: a photo takes a while, and something else may be typed meanwhile. */
  onChange(change: (now: DeviceWork) => DeviceWork): void;
};

/** Mounting asks where it hangs, replacing which device is new; each takes photos and a note. */
export function DeviceForm({ act, value, onChange }: Props) {
  const { t } = useTranslation();
  const { body, photos } = value;
  const set = (part: Partial<DeviceBody>) => onChange((now) => ({ ...now, body: { ...now.body, ...part } }));
  return (
    <>
      {act === 'replace' && (
        <ScanField
          id="device-new"
          label={t('field.mount.newCode')}
          hint={t('field.mount.newHint')}
          value={body.code ?? ''}
          onValue={(code) => set({ code })}
        />
      )}
      {act === 'mount' && (
        <>
          <PlacePicker
            value={{ place: body.place ?? '', lon: body.lon, lat: body.lat }}
            invalid={false}
            onChange={({ place, lon, lat }) =>
              set({ ...(place !== undefined && { place }), ...(lon !== undefined && { lon, lat }) })
            }
          />
          <ScanField
            id="device-anchor"
            label={t('field.mount.anchor')}
            hint={t('field.mount.anchorHint')}
            value={body.anchor ?? ''}
            onValue={(anchor) => set({ anchor })}
          />
        </>
      )}
      <PhotoTaker
        label={t('field.mount.photos')}
        need={0}
        ids={photos}
        onChange={(change) => onChange((now) => ({ ...now, photos: change(now.photos) }))}
      />
      <div className="f-field">
        <label htmlFor="device-note">{t('field.mount.note')}</label>
        <input
          id="device-note"
          className="f-input"
          maxLength={500}
          value={body.note ?? ''}
          onChange={(event) => set({ note: event.target.value })}
        />
      </div>
    </>
  );
}

type Scanned = { id: string; label: string; hint: string; value: string; onValue(code: string): void };

/** A code that is scanned, or typed where the label is worn. */
function ScanField({ id, label, hint, value, onValue }: Scanned) {
  const { t } = useTranslation();
  const [scans, setScans] = useState(false);
  return (
    <div className="f-field">
      <label htmlFor={id}>{label}</label>
      <p className="f-note">{hint}</p>
      <div className="f-row">
        <input
          id={id}
          className="f-input"
          value={value}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onValue(event.target.value.trim())}
        />
        {value && (
          <button
            type="button"
            className="f-btn plain f-narrow"
            aria-label={t('field.act.remove')}
            onClick={() => onValue('')}
          >
            <CloseOutline aria-hidden />
          </button>
        )}
        <button
          type="button"
          className="f-btn f-narrow"
          aria-label={t('field.mount.scan', { what: label })}
          onClick={() => setScans(true)}
        >
          <ScanningOutline aria-hidden />
        </button>
      </div>
      <ScanSheet
        open={scans}
        title={label}
        onClose={() => setScans(false)}
        onLabel={(text) => {
          setScans(false);
          onValue(codeOfScan(text));
        }}
      />
    </div>
  );
}
