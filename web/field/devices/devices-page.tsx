import { ScanningOutline, SearchOutline } from 'antd-mobile-icons';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { formatWhen } from '../../kit/time.ts';
import { useWorker } from '../app/worker.ts';
import { useGo } from '../parts/field-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { isRefusal } from '../store/recall.ts';
import { readDeviceLabel } from './code-of-scan.ts';
import { DeviceCard } from './device-card.tsx';
import type { DeviceRow } from './device-types.ts';
import { ScanSheet } from './scan-sheet.tsx';
import { noteLabel } from './scanned-labels.ts';
import { searchDevices, useDevices } from './use-devices.ts';

/** Find a device: scan its label, type its code or a word of its place; below, the devices of the own area. */
export function DevicesPage() {
  const { t } = useTranslation();
  const worker = useWorker();
  const go = useGo();
  const [words, setWords] = useState('');
  const [scans, setScans] = useState(false);
  const [found, setFound] = useState<{ words: string; rows: DeviceRow[] } | null>(null);
  const [fault, setFault] = useState('');
  const near = useDevices(worker);
  const known = near.data?.value ?? [];
  const mounts = worker.me.permissions.includes('device.mount');
  const goMount = (code: string) => go(`/devices/mount?code=${encodeURIComponent(code)}`);

  async function find(said: string, scanned = false): Promise<void> {
    setScans(false);
    setFault('');
    setWords(said);
    const label = readDeviceLabel(said);
    const { code } = label;
    if (!code) return setFound(null);
    noteLabel(label);
    const exact = known.find((row) => row.code === code);
    if (exact) return go(`/devices/${exact.id}`);
    try {
      const rows = await searchDevices(code);
      const one = rows.find((row) => row.code === code);
      if (one) return go(`/devices/${one.id}`);
      // a label that was scanned names one device: new, in stock, or not registered yet
      if (rows.length === 0 && scanned && mounts) return goMount(code);
      setFound({ words: code, rows });
    } catch (error) {
      if (scanned && mounts && !isRefusal(error)) return goMount(code);
      setFault(describeError(error));
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void find(words);
  };
  const rows = found?.rows ?? [...known].sort((a, b) => Number(b.alarms > 0) - Number(a.alarms > 0));

  return (
    <>
      <PageHead title={t('field.device.title')} back />
      <main className="f-main">
        <div className="f-pad">
          <button type="button" className="f-btn primary f-shoot" onClick={() => setScans(true)}>
            <ScanningOutline aria-hidden />
            {t('field.device.scan')}
          </button>
          <form className="f-field" onSubmit={submit}>
            <label htmlFor="device-words">{t('field.device.find')}</label>
            <div className="f-row">
              <input
                id="device-words"
                className="f-input"
                value={words}
                maxLength={100}
                autoComplete="off"
                autoCapitalize="off"
                onChange={(event) => setWords(event.target.value)}
              />
              <button type="submit" className="f-btn f-narrow" aria-label={t('field.device.search')}>
                <SearchOutline aria-hidden />
              </button>
            </div>
          </form>
          {fault && <p className="f-bad">{fault}</p>}
          {near.data && !near.data.fresh && !found && (
            <p className="f-note">
              {t('field.remembered', { when: formatWhen(new Date(near.data.at).toISOString()) })}
            </p>
          )}
          {near.isPending && <p className="f-empty">{t('field.loading')}</p>}
          <section className="f-stack">
            <h2 className="f-group">
              {found ? t('field.device.foundFor', { words: found.words }) : t('field.device.near')} ·{' '}
              {t('field.device.count', { count: rows.length })}
            </h2>
            {found && rows.length === 0 && (
              <>
                <p className="f-empty">{t('field.device.none')}</p>
                {mounts && (
                  <button type="button" className="f-btn" onClick={() => goMount(found.words)}>
                    {t('field.mount.new', { code: found.words })}
                  </button>
                )}
              </>
            )}
            {rows.map((row) => (
              <DeviceCard key={row.id} row={row} />
            ))}
          </section>
        </div>
      </main>
      <ScanSheet open={scans} onClose={() => setScans(false)} onLabel={(label) => void find(label, true)} />
    </>
  );
}
