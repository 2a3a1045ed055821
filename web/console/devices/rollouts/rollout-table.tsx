import { Link } from '@tanstack/react-router';
import { Alert, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { formatWhen } from '../../../kit/time.ts';
import { useAreaName } from '../use-area-name.ts';
import { RolloutBar } from './rollout-bar.tsx';
import type { RolloutRow } from './rollout-types.ts';
import { StateTag } from './state-tag.tsx';
import type { Part } from './sum-counts.ts';
import { useRollouts } from './use-rollouts.ts';

/** Rollouts within sight, newest first. */
export function RolloutTable() {
  const { t } = useTranslation();
  const nameOf = useAreaName();
  const { data, error } = useRollouts();
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  if (data.length === 0)
    return (
      <div className="rs-none">
        <p>{t('ro.none')}</p>
        <p className="quiet">{t('ro.noneHint')}</p>
      </div>
    );
  return (
    <div className="dv-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('ro.package')}</th>
            <th scope="col">{t('ro.phase')}</th>
            <th scope="col">{t('ro.area')}</th>
            <th scope="col">{t('ro.progress')}</th>
            <th scope="col">{t('ro.startedBy')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/devices/rollouts/$id" params={{ id: String(row.id) }}>
                  {row.package.title} {row.package.version}
                </Link>
                <small className="dv-code quiet">{t(`ro.kind.${row.package.kind}`)}</small>
              </th>
              <td>
                <StateTag state={row.state} />
              </td>
              <td>{nameOf(row.area)}</td>
              <td className="ro-small">
                <RolloutBar parts={partsOf(row)} legend={false} />
                <small className="dv-code quiet nums">
                  {t('ro.part.updated')} {row.done} / {row.devices}
                  {row.failed > 0 && ` · ${t('ro.part.failed')} ${row.failed}`}
                </small>
              </td>
              <td>
                {row.by}
                <small className="dv-code quiet">{formatWhen(row.createdAt)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function partsOf(row: RolloutRow): { part: Part; devices: number }[] {
  const parts: { part: Part; devices: number }[] = [
    { part: 'updated', devices: row.done },
    { part: 'moving', devices: row.moving },
    { part: 'failed', devices: row.failed },
    { part: 'waiting', devices: row.devices - row.done - row.moving - row.failed },
  ];
  return parts.filter(({ devices }) => devices > 0);
}
