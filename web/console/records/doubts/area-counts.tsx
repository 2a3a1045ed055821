import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { nameNearArea } from '../../shared/area-tree.ts';
import { useAreas } from '../../shared/use-areas.ts';
import { type AreaCount, doubtStates } from './doubt-types.ts';

type Props = { counts: AreaCount[]; onArea(code: string): void };

/** The map's figures as a table: doubts by state and visits under way. */
export function AreaCounts({ counts, onArea }: Props) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const sum = (key: 'visits' | (typeof doubtStates)[number]) => counts.reduce((total, row) => total + row[key], 0);
  return (
    <section className="panel panel-body doubt-areas" aria-labelledby="doubt-areas">
      <h2 id="doubt-areas" className="panel-title">
        {t('doubts.byArea')}
      </h2>
      <div className="scroll-x">
        <table className="plain-table nums">
          <thead>
            <tr>
              <th scope="col">{t('doubts.area')}</th>
              {doubtStates.map((state) => (
                <th key={state} scope="col">
                  {t(`doubts.state.${state}`)}
                </th>
              ))}
              <th scope="col">{t('doubts.visits')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map((row) => (
              <tr key={row.area}>
                <th scope="row">
                  <Button type="link" size="small" className="cell-link" onClick={() => onArea(row.area)}>
                    {nameNearArea(areas, row.area, i18n.language === 'en') || row.name}
                  </Button>
                </th>
                {doubtStates.map((state) => (
                  <td key={state}>{row[state]}</td>
                ))}
                <td>{row.visits}</td>
              </tr>
            ))}
          </tbody>
          {counts.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{t('doubts.total')}</th>
                {doubtStates.map((state) => (
                  <td key={state}>{sum(state)}</td>
                ))}
                <td>{sum('visits')}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </section>
  );
}
