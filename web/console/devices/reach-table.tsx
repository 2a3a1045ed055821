import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatSeconds } from './format-seconds.ts';
import { ReachLink } from './reach-link.tsx';
import type { ReachRow } from './reach-types.ts';

type Props = { by: 'profile' | 'area'; rows: ReachRow[]; base: Record<string, string> };

/** Times to phones, one row a kind of device or an area, with a bar each: to the half, and on to 95 in a hundred. */
export function ReachTable({ by, rows, base }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const most = (key: 'toScreen' | 'toAnswer') => Math.max(1, ...rows.map((row) => row[key]?.p95 ?? 0));
  const scales = { toScreen: most('toScreen'), toAnswer: most('toAnswer') };
  return (
    <section className="panel panel-body rc-box" aria-labelledby={`rc-${by}`}>
      <h2 id={`rc-${by}`} className="panel-title">
        {t(by === 'profile' ? 'rc.byProfile' : 'rc.byArea')}
      </h2>
      <div className="dv-scroll">
        <table className="rc-table">
          <thead>
            <tr>
              <th scope="col">{t('rc.name')}</th>
              <th scope="col">{t('rc.alarms')}</th>
              <th scope="col">{t('rc.shown')}</th>
              <th scope="col">{t('rc.unshown')}</th>
              <th scope="col">{t('rc.acknowledged')}</th>
              <th scope="col">{t('rc.toScreen')}</th>
              <th scope="col">{t('rc.toAnswer')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const search = { ...base, [by === 'profile' ? 'profile' : 'within']: row.key };
              return (
                <tr key={row.key}>
                  <th scope="row">{text(row.name)}</th>
                  <td data-name={t('rc.alarms')}>
                    <ReachLink n={row.alarms} search={{ ...search, called: 'any' }} />
                  </td>
                  <td data-name={t('rc.shown')}>
                    <ReachLink n={row.shown} search={{ ...search, called: 'shown' }} />
                  </td>
                  <td data-name={t('rc.unshown')}>
                    <ReachLink n={row.alarms - row.shown} search={{ ...search, called: 'unshown' }} />
                  </td>
                  <td data-name={t('rc.acknowledged')}>
                    <ReachLink n={row.acknowledged} search={{ ...search, called: 'acknowledged' }} />
                  </td>
                  <td data-name={t('rc.toScreen')} className="rc-span">
                    <Span pair={row.toScreen} scale={scales.toScreen} />
                  </td>
                  <td data-name={t('rc.toAnswer')} className="rc-span">
                    <Span pair={row.toAnswer} scale={scales.toAnswer} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Span({ pair, scale }: { pair: ReachRow['toScreen']; scale: number }) {
  const { t } = useTranslation();
  if (!pair) return <span className="quiet">{t('rc.nothing')}</span>;
  const width = (seconds: number) => `${Math.max(1, (seconds / scale) * 100)}%`;
  return (
    <>
      <span className="rc-bar" aria-hidden>
        <span className="rc-bar-most" style={{ width: width(pair.p95) }} />
        <span className="rc-bar-half" style={{ width: width(pair.p50) }} />
      </span>
      <span className="nums rc-words">
        {t('rc.pair', { p50: formatSeconds(pair.p50, t), p95: formatSeconds(pair.p95, t) })}
      </span>
    </>
  );
}
