import { EnvironmentOutline, LocationFill } from 'antd-mobile-icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const PlaceMap = lazy(() => import('../parts/place-map.tsx').then((module) => ({ default: module.PlaceMap })));

type Spot = { place: string; lon?: number | undefined; lat?: number | undefined };
type Props = { value: Spot; invalid: boolean; onChange(part: { place?: string; lon?: number; lat?: number }): void };
type Finding = { state: 'idle' | 'finding' | 'failed' | 'picked' } | { state: 'found'; metres: number };

/** Where it is: by the phone's position, by a tap on the map, or in words. */
export function PlacePicker({ value, invalid, onChange }: Props) {
  const { t } = useTranslation();
  const [map, setMap] = useState(false);
  const [finding, setFinding] = useState<Finding>({ state: 'idle' });

  function locate(): void {
    if (!navigator.geolocation) {
      setFinding({ state: 'failed' });
      return;
    }
    setFinding({ state: 'finding' });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onChange({ lon: coords.longitude, lat: coords.latitude });
        setFinding({ state: 'found', metres: Math.round(coords.accuracy) });
        setMap(true);
      },
      () => {
        setFinding({ state: 'failed' });
        setMap(true);
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  }
  const message = {
    idle: value.lon === undefined ? '' : t('field.report.moved'),
    finding: t('field.report.finding'),
    failed: t('field.report.noGps'),
    picked: t('field.report.moved'),
    found: finding.state === 'found' ? t('field.report.found', { metres: finding.metres }) : '',
  }[finding.state];

  return (
    <fieldset className="f-field f-plain f-stack" aria-invalid={invalid}>
      <legend className={invalid ? 'f-label f-bad' : 'f-label'}>{t('field.report.where')}</legend>
      <div className="f-row">
        <button type="button" className="f-btn" onClick={locate} disabled={finding.state === 'finding'}>
          <LocationFill aria-hidden />
          {t('field.report.here')}
        </button>
        <button type="button" className="f-btn plain" aria-expanded={map} onClick={() => setMap(!map)}>
          <EnvironmentOutline aria-hidden />
          {t('field.report.onMap')}
        </button>
      </div>
      <p role="status" className={finding.state === 'failed' ? 'f-bad' : 'f-note'}>
        {message}
      </p>
      {map && (
        <Suspense fallback={<p className="f-note">{t('field.loading')}</p>}>
          <PlaceMap
            lon={value.lon}
            lat={value.lat}
            onPick={(place) => {
              onChange(place);
              setFinding({ state: 'picked' });
            }}
          />
        </Suspense>
      )}
      <input
        className="f-input"
        aria-label={t('field.report.address')}
        placeholder={t('field.report.address')}
        maxLength={200}
        value={value.place}
        onChange={(event) => onChange({ place: event.target.value })}
      />
    </fieldset>
  );
}
