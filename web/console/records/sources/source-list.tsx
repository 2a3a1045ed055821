import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { CATEGORIES, type Source } from './source-types.ts';

/** All sources by category: who sends them, what they hold, how fresh they are. */
export function SourceList({ sources, onOpen }: { sources: Source[]; onOpen: (code: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="source-groups">
      {CATEGORIES.map((category) => {
        const here = sources.filter((source) => source.category === category);
        if (here.length === 0) return null;
        return (
          <section
            key={category}
            className={`panel panel-body${here.length > 2 ? ' source-wide' : ''}`}
            aria-labelledby={`category-${category}`}
          >
            <div className="source-group-head">
              <h2 id={`category-${category}`} className="panel-title">
                {t(`sources.category.${category}`)}
              </h2>
              <span className="quiet nums">
                {t('sources.rows', { rows: here.reduce((sum, source) => sum + source.rows, 0).toLocaleString() })}
              </span>
            </div>
            <ul className="source-cards">
              {here.map((source) => (
                <SourceCard key={source.code} source={source} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function SourceCard({ source, onOpen }: { source: Source; onOpen: (code: string) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const kinds = [...new Map(source.parts.map(({ kind, kindName }) => [kind, text(kindName)])).values()];
  return (
    <li>
      <button type="button" className="source-card" onClick={() => onOpen(source.code)}>
        <span className="source-card-name">{text(source.name)}</span>
        <span className="quiet">{`${text(source.department.name)} · ${t(`sources.frequency.${source.frequency}`)}`}</span>
        <span className="source-card-kinds">{kinds.join(t('sources.and'))}</span>
        <span className="source-card-foot">
          <span className="nums source-card-rows">{source.rows.toLocaleString()}</span>
          {source.lastAt === null ? (
            <Tag>{t('sources.never')}</Tag>
          ) : (
            <Tag color={source.late ? 'warning' : 'success'}>
              {source.late ? t('sources.late', { when: formatWhen(source.lastAt) }) : formatWhen(source.lastAt)}
            </Tag>
          )}
        </span>
      </button>
    </li>
  );
}
