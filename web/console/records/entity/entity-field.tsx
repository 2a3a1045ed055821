import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Text, useText } from '../../../kit/text.ts';
import type { Field, Said } from './entity-types.ts';

/** A field may have dozens of rows behind it; these are enough to judge by. */
const FIRST_ROWS = 8;

type Props = { field: Field; revealed: Text | undefined };

/** One field with its value; the rows behind it are one click away. */
export function EntityField({ field, revealed }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [open, setOpen] = useState(false);
  const id = useId();
  const shown = useSaid();
  return (
    <div className="entity-field">
      <dl className="entity-line" style={{ margin: 0 }}>
        <dt>{text(field.name)}</dt>
        <dd>
          {revealed ? <span className="entity-seen nums">{text(revealed)}</span> : shown(field)}
          {field.conflict.length > 0 && (
            <div className="entity-conflict">
              {t('en.conflict', { values: field.conflict.map((one) => saidText(one, text)).join(t('en.or')) })}
            </div>
          )}
        </dd>
        <dd>
          <Button
            type="link"
            size="small"
            aria-expanded={open}
            aria-controls={id}
            aria-label={t('en.provOf', { name: text(field.name), count: field.provenance.length })}
            onClick={() => setOpen(!open)}
          >
            {t('en.prov')} {field.provenance.length}
          </Button>
        </dd>
      </dl>
      <div id={id} className="scroll-x">
        {open && <Rows field={field} />}
      </div>
    </div>
  );
}

function Rows({ field }: { field: Field }) {
  const { t } = useTranslation();
  const text = useText();
  const shown = useSaid();
  const [all, setAll] = useState(false);
  if (field.provenance.length === 0) return <p className="quiet">{t('en.prov.none')}</p>;
  const rows = all ? field.provenance : field.provenance.slice(0, FIRST_ROWS);
  return (
    <>
      <table className="prov">
        <thead>
          <tr>
            <th>{t('en.prov.source')}</th>
            <th>{t('en.prov.said')}</th>
            <th>{t('en.prov.seen')}</th>
            <th>{t('en.prov.trust')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.record} className={row.agrees ? '' : 'prov-off'}>
              <td>
                {text(row.sourceName)}
                <div className="quiet">{text(row.department)}</div>
              </td>
              <td>
                {row.outside ? t('en.prov.outside') : shown(row)}
                {row.agrees && <span className="quiet"> · {t('en.prov.agrees')}</span>}
              </td>
              <td className="nums">
                {row.seen}
                {row.vanished && <div>{t('en.prov.vanished')}</div>}
              </td>
              <td className="nums">{row.trust}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < field.provenance.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('en.prov.all', { count: field.provenance.length })}
        </Button>
      )}
    </>
  );
}

function useSaid() {
  const { t } = useTranslation();
  const text = useText();
  return (said: Said) =>
    said.masked ? (
      <span className="entity-masked nums">{text(said.masked)}</span>
    ) : (
      text(said.value) || <span className="quiet">{t('en.nothing')}</span>
    );
}

/** A value in words, masked where it is. */
export function saidText(said: Said, text: (text: Text | null) => string): string {
  return text(said.value ?? said.masked);
}
