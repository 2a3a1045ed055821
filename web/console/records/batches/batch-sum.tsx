import { useTranslation } from 'react-i18next';
import type { Batch } from './batch-types.ts';

/** Rows in = inserted + updated + unchanged + quarantined, so that everybody sees that nothing was lost. */
export function BatchSum({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const terms = [
    ['inserted', batch.inserted],
    ['updated', batch.updated],
    ['unchanged', batch.unchanged],
    ['quarantined', batch.quarantined],
  ] as const;
  return (
    <>
      <ul className="batch-sum nums">
        <Term name={t('batches.rowsIn')} value={batch.state === 'done' ? batch.rowsIn : batch.doneRows} />
        {terms.flatMap(([key, value], i) => [
          <li key={`${key}-sign`} className="batch-sign" aria-hidden>
            {i === 0 ? '=' : '+'}
          </li>,
          <Term key={key} name={t(`batches.${key}`)} value={value} bad={key === 'quarantined' && value > 0} />,
        ])}
      </ul>
      <p className="quiet">
        {t('batches.also', { vanished: batch.vanished.toLocaleString(), warnings: batch.warnings.toLocaleString() })}
      </p>
    </>
  );
}

function Term({ name, value, bad = false }: { name: string; value: number; bad?: boolean }) {
  return (
    <li className={bad ? 'batch-bad' : undefined}>
      <b>{value.toLocaleString()}</b>
      <span className="quiet">{name}</span>
    </li>
  );
}
