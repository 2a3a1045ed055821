import { Alert, Spin, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { formatWhen } from '../../kit/time.ts';
import { useMatchings } from './use-claims.ts';

/** When grids were drawn anew: how many devices moved, from where to where. */
export function MovedDevices() {
  const { t } = useTranslation();
  const { data, error } = useMatchings();
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  if (data.length === 0)
    return (
      <section className="panel panel-body">
        <p className="rs-none">{t('cl.none.moves')}</p>
      </section>
    );
  return data.map((run) => (
    <section key={run.id} className="panel panel-body cl-run" aria-labelledby={`run-${run.id}`}>
      <h2 id={`run-${run.id}`} className="panel-title">
        {t('cl.movesOf', {
          when: formatWhen(run.startedAt),
          looked: run.looked,
          moved: run.moves.reduce((sum, move) => sum + move.devices, 0),
        })}{' '}
        {run.state === 'running' && <Tag color="processing">{t('cl.running')}</Tag>}
      </h2>
      <p className="quiet">{t('cl.movesAreas', { count: run.areas })}</p>
      {run.moves.length === 0 ? (
        <p className="quiet">{t('cl.noMoves')}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('cl.from')}</th>
              <th scope="col">{t('cl.to')}</th>
              <th scope="col">{t('cl.devices')}</th>
            </tr>
          </thead>
          <tbody>
            {run.moves.map((move) => (
              <tr key={move.from + move.to}>
                <td>{move.fromName}</td>
                <td>{move.toName}</td>
                <td className="nums">{move.devices}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  ));
}
