import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { nameNearArea } from '../../shared/area-tree.ts';
import { useAreas } from '../../shared/use-areas.ts';
import type { FoundRow as Row } from './use-record-search.ts';

/** One entity that was found: what it is, where, and what is known to tell it from others; numbers masked. */
export function FoundRow({ row }: { row: Row }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const areas = useAreas();
  return (
    <li className="found">
      <div className="found-head">
        <Tag className={`kind-tag kind-${row.kind}`}>{t(`kind.${row.kind}`)}</Tag>
        <Link to="/records/entities/$id" params={{ id: String(row.id) }} className="case-link">
          {row.label}
        </Link>
        {row.minor && <Tag color="warning">{t('rs.minor')}</Tag>}
        {row.address !== null && row.address !== row.label && <span className="quiet">{row.address}</span>}
      </div>
      <div className="case-sub">
        {row.hint.map(({ field, name, value }) => (
          <span key={field}>
            {text(name)} <span className="found-value nums">{text(value)}</span>
          </span>
        ))}
        <span>{nameNearArea(areas, row.area, i18n.language === 'en') || row.areaName}</span>
        <span>{t('rs.rows', { count: row.rows })}</span>
      </div>
    </li>
  );
}
