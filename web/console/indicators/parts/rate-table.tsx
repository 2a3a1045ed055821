import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import type { Definition, IndicatorRow } from './indicator-types.ts';
import { NumberLink } from './number-link.tsx';
import { RateCell } from './rate-cell.tsx';

type Props = {
  rows: IndicatorRow[];
  total: IndicatorRow;
  definitions: Definition[];
  onGroup: ((key: string) => void) | undefined;
};

/** Every group with every rate, its numerator and denominator; each number opens its cases. */
export function RateTable({ rows, total, definitions, onGroup }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const by = (a: number | null, b: number | null) => (a ?? -1) - (b ?? -1);
  const columns: TableColumnsType<IndicatorRow> = [
    {
      title: t('ind.group'),
      dataIndex: 'key',
      fixed: 'left',
      width: 170,
      render: (key: string, row) =>
        onGroup && key ? (
          <button type="button" className="link-button" onClick={() => onGroup(key)}>
            {text(row.name)}
          </button>
        ) : (
          text(row.name)
        ),
    },
    {
      title: t('ind.cases'),
      width: 88,
      sorter: (a, b) => a.cases - b.cases,
      render: (_, row) => (
        <NumberLink n={row.cases} query={row.query} fact="counted" what={`${text(row.name)} · ${t('ind.cases')}`} />
      ),
    },
    {
      title: t('ind.dispatched'),
      width: 104,
      sorter: (a, b) => a.dispatched - b.dispatched,
      render: (_, row) => (
        <NumberLink
          n={row.dispatched}
          query={row.query}
          fact="dispatched"
          what={`${text(row.name)} · ${t('ind.dispatched')}`}
        />
      ),
    },
    ...definitions.map((definition) => ({
      title: text(definition.name),
      key: definition.key,
      width: 122,
      sorter: (a: IndicatorRow, b: IndicatorRow) =>
        by(a.indicators[definition.key]?.value ?? null, b.indicators[definition.key]?.value ?? null),
      render: (_: unknown, row: IndicatorRow) => <RateCell row={row} definition={definition} />,
    })),
  ];
  return (
    <Table<IndicatorRow>
      className="rate-table"
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={rows}
      scroll={{ x: 362 + definitions.length * 122 }}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      locale={{ emptyText: t('ind.empty') }}
      summary={() => (
        <Table.Summary.Row className="rate-total">
          <Table.Summary.Cell index={0}>{text(total.name)}</Table.Summary.Cell>
          <Table.Summary.Cell index={1}>
            <NumberLink
              n={total.cases}
              query={total.query}
              fact="counted"
              what={`${text(total.name)} · ${t('ind.cases')}`}
            />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={2}>
            <NumberLink
              n={total.dispatched}
              query={total.query}
              fact="dispatched"
              what={`${text(total.name)} · ${t('ind.dispatched')}`}
            />
          </Table.Summary.Cell>
          {definitions.map((definition, i) => (
            <Table.Summary.Cell key={definition.key} index={i + 3}>
              <RateCell row={total} definition={definition} />
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}
