import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { useAreas } from '../../shared/use-areas.ts';
import type { Sharing } from './sharing-types.ts';

/** Every source: what it feeds, how much, when it last came and whether it is late, what it may be used for. */
export function SourceTable({ data }: { data: Sharing }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const kindName = new Map(data.kinds.map(({ kind, name }) => [kind, text(name)]));
  const fed = (code: string) =>
    data.feeds.flatMap(({ source, kind }) => (source === code ? [kindName.get(kind) ?? kind] : [])).join(' ');
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            {['source', 'rows', 'feeds', 'frequency', 'lastAt', 'purposes'].map((name) => (
              <th key={name}>{t(`sh.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.sources.map((source) => (
            <tr key={source.code}>
              <th scope="row">
                {text(source.name)}
                <div className="quiet">{text(source.department)}</div>
              </th>
              <td className="nums">{source.rows.toLocaleString(i18n.language)}</td>
              <td>{fed(source.code)}</td>
              <td>{t(`sh.every.${source.frequency}`)}</td>
              <td>
                {source.lastAt === null ? <span className="quiet">{t('sh.notYet')}</span> : formatWhen(source.lastAt)}
                {source.late && <div className="share-late">{t('sh.late')}</div>}
              </td>
              <td className="quiet">{source.purposes.map(text).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who used what for which purpose. */
export function UseTable({ data }: { data: Sharing }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const kindName = new Map(data.kinds.map(({ kind, name }) => [kind, text(name)]));
  if (data.uses.length === 0) return <p className="quiet">{t('sh.usesNone')}</p>;
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            {['who', 'kind', 'purpose', 'times'].map((name) => (
              <th key={name}>{t(`sh.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.uses.map((use) => (
            <tr key={`${use.unit} ${use.kind} ${use.purpose}`}>
              <th scope="row">{text(use.unitName)}</th>
              <td>{kindName.get(use.kind) ?? use.kind}</td>
              <td>{text(use.purposeName)}</td>
              <td className="nums">{use.n?.toLocaleString(i18n.language) ?? t('sh.hidden')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The areas inside the one shown; a name goes into the area. */
export function AreaTable({ data, onArea }: { data: Sharing; onArea: (code: string) => void }) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const name = (code: string, zh: string) =>
    (i18n.language === 'en' && areas.find((one) => one.code === code)?.nameEn) || zh;
  const share = (value: number | null) => (value === null ? t('sh.hidden') : `${(value * 100).toFixed(0)}%`);
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('sh.area')}</th>
            <th>{t('sh.people')}</th>
            <th>{t('sh.homes')}</th>
            <th>{t('sh.organisations')}</th>
            <th title={t('sh.measure.fresh')}>{t('sh.short.fresh')}</th>
            <th title={t('sh.measure.atHome')}>{t('sh.short.atHome')}</th>
            <th title={t('sh.measure.livedIn')}>{t('sh.short.livedIn')}</th>
            <th>{t('sh.open')}</th>
          </tr>
        </thead>
        <tbody className="nums">
          {data.areas.map((area) => (
            <tr key={area.code}>
              <th scope="row">
                {area.code.length < 12 ? (
                  <Button type="link" className="cell-link" onClick={() => onArea(area.code)}>
                    {name(area.code, area.name)}
                  </Button>
                ) : (
                  name(area.code, area.name)
                )}
              </th>
              <td>{area.people?.toLocaleString(i18n.language) ?? t('sh.hidden')}</td>
              <td>{area.homes.toLocaleString(i18n.language)}</td>
              <td>{area.organisations.toLocaleString(i18n.language)}</td>
              <td>{share(area.fresh)}</td>
              <td>{share(area.atHome)}</td>
              <td>{share(area.livedIn)}</td>
              <td>{area.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
