import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { type Crs, CrsChoice } from './export-shapes.tsx';

type Fault = { code: string; zh: string; en: string };
type Outcome = { done: number; warnings: Fault[] } | { refusal: string; faults: Fault[] };

/** Takes shapes from a file: declared coordinates, a date, all or nothing, and every fault named. */
export function ImportShapes({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [crs, setCrs] = useState<Crs>('wgs84');
  const [from, setFrom] = useState<Dayjs | null>(null);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const run = async () => {
    if (!file) return;
    setBusy(true);
    setOutcome(undefined);
    const geojson = await file
      .text()
      .then(JSON.parse)
      .catch(() => undefined);
    if (geojson === undefined) setOutcome({ refusal: t('areas.notJson'), faults: [] });
    else
      try {
        const answer = await api<{ codes: string[]; warnings: Fault[] }>('POST', '/areas/shapes', {
          crs,
          geojson,
          ...(from && { from: from.toISOString() }),
        });
        setOutcome({ done: answer.codes.length, warnings: answer.warnings });
        await Promise.all(
          ['areas', 'shapes', 'area-history'].map((key) => client.invalidateQueries({ queryKey: [key] })),
        );
      } catch (error) {
        const faults =
          error instanceof ApiProblem && Array.isArray(error.problem.faults) ? (error.problem.faults as Fault[]) : [];
        setOutcome({ refusal: describeError(error), faults });
      }
    setBusy(false);
  };
  return (
    <Modal
      open
      width={620}
      title={t('areas.import')}
      onCancel={onClose}
      onOk={() => void run()}
      okText={t('areas.doImport')}
      cancelText={t('shell.close')}
      okButtonProps={{ disabled: !file, loading: busy }}
    >
      <p className="manage-note">{t('areas.importHint')}</p>
      <Form layout="vertical" component="div">
        <Form.Item>
          <div className="manage-tools">
            <Button onClick={() => input.current?.click()}>{t('areas.file')}</Button>
            <span className="quiet">{file?.name ?? t('areas.noFile')}</span>
          </div>
          <input
            ref={input}
            type="file"
            accept=".geojson,.json,application/geo+json"
            className="file-input"
            onChange={(event) => {
              setFile(event.target.files?.[0]);
              setOutcome(undefined);
            }}
          />
        </Form.Item>
        <Form.Item label={t('areas.crs')}>
          <CrsChoice value={crs} onChange={setCrs} />
        </Form.Item>
        <Form.Item label={t('areas.from')} htmlFor="shapes-from">
          <DatePicker id="shapes-from" showTime value={from} placeholder={t('areas.fromNow')} onChange={setFrom} />
        </Form.Item>
      </Form>
      <div aria-live="polite">{outcome && <OutcomeNote outcome={outcome} />}</div>
    </Modal>
  );
}

function OutcomeNote({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  if ('refusal' in outcome)
    return (
      <Alert
        type="error"
        showIcon
        title={t('areas.faults')}
        description={outcome.faults.length > 0 ? <FaultList faults={outcome.faults} /> : outcome.refusal}
      />
    );
  return (
    <>
      <Alert type="success" showIcon title={t('areas.imported', { n: outcome.done })} />
      {outcome.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('areas.warnings')}
          description={<FaultList faults={outcome.warnings} />}
        />
      )}
    </>
  );
}

function FaultList({ faults }: { faults: Fault[] }) {
  const text = useText();
  return (
    <ul className="fault-list">
      {faults.map((fault) => (
        <li key={fault.code + fault.zh}>
          {fault.code} {text(fault)}
        </li>
      ))}
    </ul>
  );
}
