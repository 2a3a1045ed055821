import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../kit/session.ts';
import { formatWhen } from '../../../kit/time.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { PhaseWord } from './phase-word.tsx';
import { rolloutTexts } from './rollout-texts.ts';
import type { PackageName } from './rollout-types.ts';
import { useDeviceUpdates } from './use-rollouts.ts';

addTexts(rolloutTexts);

/** What is installed in a device, and its updates. */
export function DeviceUpdates({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { data } = useDeviceUpdates(id);
  if (!data) return null;
  const watches = me?.permissions.includes('device.watch-rollout');
  const nameOf = (pack: PackageName) => `${pack.title} ${pack.version}`;
  return (
    <section className="panel panel-body" aria-labelledby="dv-updates">
      <h2 id="dv-updates" className="panel-title">
        {t('ro.installed')}
      </h2>
      {data.has.length === 0 && <p className="quiet">{t('ro.nothingInstalled')}</p>}
      <ul className="entity-list">
        {data.has.map(({ kind, title, version }) => (
          <li key={kind}>
            <span className="quiet">{t(`ro.kind.${kind}`)}</span>
            <b>
              {title} {version}
            </b>
          </li>
        ))}
        {data.updates.map((one) => (
          <li key={one.rollout}>
            {watches ? (
              <Link to="/devices/rollouts/$id" params={{ id: String(one.rollout) }}>
                {nameOf(one.package)}
              </Link>
            ) : (
              <span>{nameOf(one.package)}</span>
            )}
            <PhaseWord {...one} />
            <span className="quiet">{formatWhen(one.movedAt)}</span>
          </li>
        ))}
      </ul>
      {data.updates.length === 0 && <p className="quiet">{t('ro.noUpdates')}</p>}
    </section>
  );
}
