import { Link, useNavigate } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';
import { LeftChip, StateTag } from '../../kit/status.tsx';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { CaseRow } from '../case/case-types.ts';
import { nameNearArea } from '../shared/area-tree.ts';
import { useAreas } from '../shared/use-areas.ts';
import { useMatters } from '../shared/use-matters.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import { CaseMarks } from './case-marks.tsx';

/** One case of the list. The whole row opens it for the mouse; the title is the link for everybody else. */
export const CaseTableRow = memo(function CaseTableRow({ row, moved }: { row: CaseRow; moved: boolean }) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const text = useText();
  const navigate = useNavigate();
  const { byKey } = useMatters();
  const { states } = useProcedures();
  const matter = row.matter === null ? undefined : byKey.get(row.matter);
  const state = states.get(row.state);
  const open = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a') === null && !window.getSelection()?.toString()) {
      void navigate({ to: '/cases/$number', params: { number: row.number } });
    }
  };
  return (
    <tr className={moved ? 'case-row case-row-moved' : 'case-row'} onClick={open}>
      <td>
        {row.thumb !== null && (
          <img className="case-thumb" src={fileUrl(row.thumb, 'thumb')} alt="" loading="lazy" width="44" height="44" />
        )}
        <Link to="/cases/$number" params={{ number: row.number }} className="case-link" data-number={row.number}>
          {row.title}
        </Link>
        <div className="case-sub">
          <span className="nums">{row.number}</span>
          {matter !== undefined && text(matter.name) !== row.title && <span>{text(matter.name)}</span>}
          <CaseMarks
            urgency={row.urgency}
            marks={row.overdue ? row.marks.filter((mark) => mark !== 'overdue') : row.marks}
          />
          {moved && <span className="mark mark-moved">{t('desk.moved')}</span>}
        </div>
      </td>
      <td>
        <LeftChip leftMs={row.leftMs} overdue={row.overdue} warned={row.warned} />
      </td>
      <td>
        <StateTag state={row.state} name={state === undefined ? row.state : text(state)} />
      </td>
      <td>
        <div className="clip">{nameNearArea(areas, row.area, i18n.language === 'en') || row.areaName}</div>
        <div className="case-sub clip">{row.place}</div>
      </td>
      <td>
        <div className="clip">{row.owner?.name ?? row.unit?.name ?? '—'}</div>
        {row.owner !== null && row.unit !== null && <div className="case-sub clip">{row.unit.name}</div>}
      </td>
      <td className="nums">
        <div>{formatWhen(row.openedAt)}</div>
        <div className="case-sub">{t(`source.${row.source}`, { defaultValue: row.source })}</div>
      </td>
    </tr>
  );
});
