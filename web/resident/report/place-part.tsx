import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type Place } from '../../kit/area-map.tsx';
import { Icon } from '../parts/icon.tsx';
import { CommunityPicker } from '../settings/community-picker.tsx';
import type { PartProps } from './part-props.ts';
import { useCommunities } from './use-communities.ts';
import { nameLocated, useLocated } from './use-located.ts';

/** Where: the phone's position, a tap on the map, or an address with its community. Each alone is enough. */
export function PlacePart({ draft, change, fault }: PartProps & { fault: string }) {
  const { t, i18n } = useTranslation();
  const [map, setMap] = useState(false);
  const [finding, setFinding] = useState(false);
  const [lost, setLost] = useState('');
  const { lon, lat } = draft;
  const picked = lon !== null && lat !== null ? { lon, lat } : null;
  const located = useLocated(picked);
  const pick = ({ lon: x, lat: y }: Place) => change({ lon: Number(x.toFixed(6)), lat: Number(y.toFixed(6)) });
  const find = () => {
    setFinding(true);
    setLost('');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFinding(false);
        pick({ lon: coords.longitude, lat: coords.latitude });
      },
      () => {
        setFinding(false);
        setLost(t('place.lost'));
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
    );
  };
  return (
    <fieldset className="r-card r-form" aria-describedby={fault ? 'report-place-fault' : undefined}>
      <legend className="r-label">{t('report.place')}</legend>
      <div className="r-pair">
        <button id="report-place" type="button" className="r-button" disabled={finding} onClick={find}>
          <Icon name="place" />
          {t(finding ? 'place.finding' : 'place.here')}
        </button>
        <button type="button" className="r-button" aria-expanded={map} onClick={() => setMap(!map)}>
          <Icon name="map" />
          {t(map ? 'place.closeMap' : 'place.onMap')}
        </button>
      </div>
      {lost && (
        <div className="r-fault" role="alert">
          {lost}
        </div>
      )}
      {map && (
        <>
          <div className="r-hint">{t('place.tap')}</div>
          <PlaceMap picked={picked} onPick={pick} />
        </>
      )}
      {picked && (
        <div className="r-picked" role="status">
          <Icon name="good" />
          <span>
            {located ? (located.inside ? nameLocated(located, i18n.language) : t('place.outside')) : t('place.point')}
          </span>
          <button type="button" className="r-link" onClick={() => change({ lon: null, lat: null })}>
            {t('place.forget')}
          </button>
        </div>
      )}
      <label className="r-label" htmlFor="report-address">
        {t('place.address')}
        <span className="kit-optional">{t('kit.form.optional')}</span>
      </label>
      <input
        id="report-address"
        maxLength={200}
        value={draft.place}
        placeholder={t('place.addressHint')}
        onChange={(event) => change({ place: event.target.value })}
      />
      {!picked && <CommunityPicker value={draft.area} onChange={(area) => change({ area })} />}
      {fault && (
        <div id="report-place-fault" className="r-fault" role="alert">
          {fault}
        </div>
      )}
    </fieldset>
  );
}

/** @param picked a place chosen before: the map opens close to it, and stays where the reader moves it */
function PlaceMap({ picked, onPick }: { picked: Place | null; onPick: (place: Place) => void }) {
  const { t } = useTranslation();
  const [view] = useState(() => (picked ? boxOf(picked) : undefined));
  return (
    <AreaMap
      shapes={useCommunities()}
      picked={picked}
      view={view}
      onPick={onPick}
      height="60vh"
      label={t('place.onMap')}
    />
  );
}

/** About a kilometre each way. */
function boxOf({ lon, lat }: Place): [number, number, number, number] {
  return [lon - 0.01, lat - 0.009, lon + 0.01, lat + 0.009];
}
