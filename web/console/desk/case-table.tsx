import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../case/case-types.ts';
import { CaseTableRow } from './case-table-row.tsx';

type Props = {
  rows: CaseRow[];
  /** Numbers of cases that changed since the list was loaded; they are shown in place. */
  moved: ReadonlySet<string>;
  bodyRef: RefObject<HTMLTableSectionElement | null>;
};

/** The list itself: a plain table whose first cell of each row is a link, so that every reader and browser knows it. */
export function CaseTable({ rows, moved, bodyRef }: Props) {
  const { t } = useTranslation();
  return (
    <table className="case-table">
      <caption className="sr-only">{t('desk.list')}</caption>
      <thead>
        <tr>
          <th scope="col" className="col-title">
            {t('desk.colTitle')}
          </th>
          <th scope="col" className="col-left">
            {t('desk.colLeft')}
          </th>
          <th scope="col" className="col-state">
            {t('desk.colState')}
          </th>
          <th scope="col" className="col-area">
            {t('desk.colArea')}
          </th>
          <th scope="col" className="col-owner">
            {t('desk.colOwner')}
          </th>
          <th scope="col" className="col-opened">
            {t('desk.colOpened')}
          </th>
        </tr>
      </thead>
      <tbody ref={bodyRef}>
        {rows.map((row) => (
          <CaseTableRow key={row.number} row={row} moved={moved.has(row.number)} />
        ))}
      </tbody>
    </table>
  );
}
