import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import type { Source, SourceField } from './source-types.ts';

const colours: Record<SourceField['class'], string> = {
  open: 'default',
  internal: 'blue',
  personal: 'warning',
  sensitive: 'red',
};

/** What each column of a source fills, how it is checked, how it is protected and how far it is trusted. */
export function SourceFields({ source }: { source: Source }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section className="panel panel-body" aria-labelledby="source-fields">
      <h2 id="source-fields" className="panel-title">
        {t('sources.fields')}
      </h2>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('sources.column')}</th>
              <th scope="col">{t('sources.fills')}</th>
              <th scope="col">{t('sources.check')}</th>
              <th scope="col">{t('sources.class')}</th>
              <th scope="col">{t('sources.trust')}</th>
            </tr>
          </thead>
          <tbody>
            {source.fields.map((field) => (
              <tr key={field.column}>
                <th scope="row">
                  {field.column}
                  {field.required && <span className="late">{` * `}</span>}
                  {source.key.includes(field.column) && <span className="quiet">{` ${t('sources.isKey')}`}</span>}
                </th>
                <td>
                  {field.toNames.length === 0 ? (
                    <span className="quiet">{t('sources.keptOnly')}</span>
                  ) : (
                    field.to.map((path, i) => (
                      <span key={path} className="source-fill">
                        {text(field.toNames[i])}
                      </span>
                    ))
                  )}
                </td>
                <td>{t(`sources.check.${field.check}`)}</td>
                <td>
                  <Tag color={colours[field.class]}>{t(`sources.class.${field.class}`)}</Tag>
                </td>
                <td className="nums">{field.to.length > 0 ? field.trust : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
