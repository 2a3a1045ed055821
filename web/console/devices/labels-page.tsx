import { PrinterOutlined } from '@ant-design/icons';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert, Button, Spin } from 'antd';
import encodeQR from 'qr';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { addTexts } from '../manage/add-texts.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import './claims.css';
import { claimTexts } from './claims-texts.ts';
import type { DeviceRow } from './device-types.ts';
import { deviceTexts } from './devices-texts.ts';
import { useDevice, useDevices } from './use-devices.ts';

addTexts(deviceTexts);
addTexts(claimTexts);
const MOST = 200;

/** Labels to print: of one device (`id`), or of all that the filters of the list let through. */
export function LabelsPage() {
  const search: Record<string, string> = useSearch({ from: '/devices/labels' });
  const { id, ...filter } = search;
  return id === undefined ? <OfMany filter={filter} /> : <OfOne id={Number(id)} />;
}

function OfOne({ id }: { id: number }) {
  const { data, error } = useDevice(id);
  return <Sheet rows={data && [data]} error={error} more={false} />;
}

function OfMany({ filter }: { filter: Record<string, string> }) {
  const { data, error, hasNextPage } = useDevices(filter, MOST);
  return <Sheet rows={data?.pages.flatMap((page) => page.rows).slice(0, MOST)} error={error} more={hasNextPage} />;
}

type Props = { rows: DeviceRow[] | undefined; error: Error | null; more: boolean };

function Sheet({ rows, error, more }: Props) {
  const { t } = useTranslation();
  usePageTitle(t('lb.title'));
  return (
    <div className="page">
      <Link to="/devices/list" search={{}} className="dv-back">
        ← {t('dv.back')}
      </Link>
      <div className="page-head">
        <h1>{t('lb.title')}</h1>
        <span className="quiet">{t('lb.lead')}</span>
        {rows && rows.length > 0 && (
          <Button
            className="dv-new"
            type="primary"
            icon={<PrinterOutlined aria-hidden />}
            onClick={() => window.print()}
          >
            {t('lb.now', { count: rows.length })}
          </Button>
        )}
      </div>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {!rows && !error && <Spin className="rs-wait" />}
      {more && <Alert type="info" showIcon className="cl-views" title={t('lb.most', { count: MOST })} />}
      {rows && (
        <section className="panel panel-body">
          {rows.length === 0 && <p className="rs-none">{t('lb.none')}</p>}
          <ul className="lb-sheet">
            {rows.map((row) => (
              <Label key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The code for machines and for people: a worn label is typed. */
function Label({ row }: { row: DeviceRow }) {
  const { t } = useTranslation();
  const text = useText();
  const svg = encodeQR(row.code, 'svg', { ecc: 'medium', border: 2 });
  return (
    <li className="lb-label">
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={t('lb.qr', { code: row.code })} />
      <div>
        <b>{row.code}</b>
        <span>{text(row.profileName)}</span>
        <span>{row.name}</span>
      </div>
    </li>
  );
}
