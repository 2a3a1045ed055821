import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import type { Sharing } from './sharing-types.ts';

/** How much of what there is, as bars with their numbers. */
export function CoverageBars({ coverage }: Pick<Sharing, 'coverage'>) {
  const { t, i18n } = useTranslation();
  const count = (n: number) => n.toLocaleString(i18n.language);
  return (
    <div className="share-bars">
      {coverage.map(({ what, part, whole }) => (
        <div key={what}>
          <div className="share-bar-head nums">
            <span>{t(`sh.cover.${what}`)}</span>
            <span>
              {part === null ? t('sh.hidden') : `${whole > 0 ? ((part / whole) * 100).toFixed(1) : '0'}%`}{' '}
              <span className="quiet">
                {part === null ? '' : count(part)} / {count(whole)}
              </span>
            </span>
          </div>
          <div className="share-track">
            <i style={{ width: `${whole > 0 ? ((part ?? 0) / whole) * 100 : 0}%` }} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** How long ago sources last saw what there is. */
export function FreshnessBars({ freshness }: Pick<Sharing, 'freshness'>) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const classes = [
    ['fresh', ''],
    ['ageing', 'share-mid'],
    ['stale', 'share-old'],
  ] as const;
  return (
    <div className="share-bars">
      {freshness.map((row) => {
        const whole = (row.fresh ?? 0) + (row.ageing ?? 0) + (row.stale ?? 0);
        return (
          <div key={row.kind}>
            <div className="share-bar-head nums">
              <span>{text(row.name)}</span>
              <span className="quiet">
                {classes.map(([key]) => row[key]?.toLocaleString(i18n.language) ?? t('sh.hidden')).join(' / ')}
              </span>
            </div>
            <div className="share-track">
              {classes.map(([key, style]) => (
                <i
                  key={key}
                  className={style}
                  style={{ width: `${whole > 0 ? ((row[key] ?? 0) / whole) * 100 : 0}%` }}
                />
              ))}
            </div>
          </div>
        );
      })}
      <ul className="share-legend">
        {classes.map(([key]) => (
          <li key={key}>
            <i style={{ background: { fresh: '#1f5eff', ageing: '#9db8f5', stale: '#e2a24a' }[key] }} />
            {t(`sh.${key}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Kinds of entities with the mentions that make them. */
export function KindTable({ kinds }: Pick<Sharing, 'kinds'>) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const count = (n: number) => n.toLocaleString(i18n.language);
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('sh.kind')}</th>
            <th>{t('sh.mentions')}</th>
            <th>{t('sh.entities')}</th>
            <th>{t('sh.perEntity')}</th>
            <th>{t('sh.sharedShare')}</th>
          </tr>
        </thead>
        <tbody className="nums">
          {kinds
            .filter(({ entities }) => entities > 0)
            .map((row) => (
              <tr key={row.kind}>
                <th scope="row">{text(row.name)}</th>
                <td>{count(row.mentions)}</td>
                <td>{count(row.entities)}</td>
                <td>{t('sh.perEntityRows', { n: (row.mentions / row.entities).toFixed(1) })}</td>
                <td>{((row.shared / row.entities) * 100).toFixed(0)}%</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
