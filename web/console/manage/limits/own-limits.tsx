import { Table, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { nameAreaPath } from '../../shared/area-tree.ts';
import { useAreas } from '../../shared/use-areas.ts';
import type { LoopProcedure, MatterRow } from '../catalogue/use-catalogue.ts';
import type { LimitRow } from './effective-limit.ts';
import { pickBasis } from './pick-basis.ts';
import { useLimitText } from './use-limits.ts';

type Props = {
  limits: LimitRow[];
  matters: MatterRow[];
  procedures: LoopProcedure[];
  onOpen: (scope: Record<string, string | undefined>) => void;
};

/** What differs from the default, in one list, with the reason why. */
export function OwnLimits({ limits, matters, procedures, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const areas = useAreas();
  const limitText = useLimitText();
  const rows = useMemo(
    () => limits.filter((row) => row.validTo === null && (row.matter || row.procedure || row.area)),
    [limits],
  );
  const nameOf = (row: LimitRow) => {
    const what = row.matter
      ? matters.find((one) => one.key === row.matter)?.name
      : procedures.find((one) => one.procedure === row.procedure)?.name;
    const where = row.area ? nameAreaPath(areas, row.area, i18n.language === 'en') || row.area : '';
    return [text(what) || row.matter || row.procedure || '', where].filter(Boolean).join(' · ');
  };
  return (
    <section className="panel limits-own" aria-labelledby="limits-own">
      <h2 id="limits-own" className="panel-title panel-body">
        {t('limits.own', { n: rows.length })}
      </h2>
      <Table<LimitRow>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={{ pageSize: 12, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          {
            title: t('limits.for'),
            render: (_, row) => (
              <button
                type="button"
                className="link-button"
                onClick={() =>
                  onOpen({
                    scope: row.matter ? 'matter' : row.procedure ? 'procedure' : 'default',
                    matter: row.matter ?? undefined,
                    procedure: row.procedure ?? undefined,
                    area: row.area ?? undefined,
                  })
                }
              >
                {nameOf(row)}
              </button>
            ),
          },
          { title: t('limits.stage'), width: 130, render: (_, row) => t(`clock.${row.stage}`) },
          {
            title: t('cat.urgency'),
            width: 110,
            render: (_, row) => <Tag>{row.urgency ? t(`urgency.${row.urgency}`) : '—'}</Tag>,
          },
          { title: t('limits.amount'), width: 140, render: (_, row) => <span className="nums">{limitText(row)}</span> },
          {
            title: t('limits.basis'),
            dataIndex: 'basis',
            width: '38%',
            render: (basis: string | null) => <span className="quiet">{pickBasis(basis, i18n.language)}</span>,
          },
        ]}
      />
    </section>
  );
}
