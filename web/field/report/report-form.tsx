import { CheckOutline, SearchOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { PhotoTaker } from '../parts/photo-taker.tsx';
import { useMatters } from '../queries/use-catalogue.ts';
import type { Draft } from '../store/field-database.ts';
import type { ReportFault } from './check-report.ts';
import { MatterPicker } from './matter-picker.tsx';
import { PlacePicker } from './place-picker.tsx';
import { quickMatters } from './quick-matters.ts';

type Props = {
  value: Draft;
  fault: ReportFault | undefined;
  settle: boolean /** Gets a change of the draft: photos arrive late, and must not undo what was typed meanwhile. */;
  onChange(change: (draft: Draft) => Draft): void;
};

/** What was found: photo first, then what, a few words, and where. */
export function ReportForm({ value, fault, settle, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [finding, setFinding] = useState(false);
  const matters = useMatters().data?.value ?? [];
  const quick = quickMatters(matters, value.matter);
  const shownUrgency = value.urgency ?? matters.find((one) => one.key === value.matter)?.urgency ?? 'normal';
  const set = (part: Partial<Draft>) => onChange((draft) => ({ ...draft, ...part }));
  const pick = (key: string) => set({ matter: value.matter === key ? '' : key });

  return (
    <>
      <section className="f-card">
        <PhotoTaker
          label={t('field.report.photoFirst')}
          need={1}
          big
          ids={value.photos}
          invalid={fault === 'photo'}
          onChange={(change) => onChange((draft) => ({ ...draft, photos: change(draft.photos) }))}
        />
      </section>
      <section className="f-card f-stack">
        <h2>{t('field.report.what')}</h2>
        <div className="f-picks">
          {quick.map((matter) => (
            <button
              key={matter.key}
              type="button"
              className="f-btn"
              aria-pressed={value.matter === matter.key}
              onClick={() => pick(matter.key)}
            >
              {text(matter.name)}
            </button>
          ))}
        </div>
        <button type="button" className="f-btn plain" onClick={() => setFinding(true)}>
          <SearchOutline aria-hidden />
          {t('field.report.find')}
        </button>
        <MatterPicker
          open={finding}
          matters={matters}
          onClose={() => setFinding(false)}
          onPick={(matter) => set({ matter })}
        />
        <div className="f-field">
          <label htmlFor="say">{t('field.report.say')}</label>
          <textarea
            id="say"
            className="f-input"
            maxLength={2000}
            value={value.description}
            aria-invalid={fault === 'what'}
            onChange={(event) => set({ description: event.target.value })}
          />
        </div>
      </section>
      <section className="f-card">
        <PlacePicker value={value} invalid={fault === 'where'} onChange={set} />
      </section>
      <section className="f-card f-stack">
        <h2>{t('field.report.urgency')}</h2>
        <div className="f-seg">
          {(['normal', 'urgent', 'critical'] as const).map((urgency) => (
            <button
              key={urgency}
              type="button"
              className="f-btn plain"
              aria-pressed={shownUrgency === urgency}
              onClick={() => set({ urgency })}
            >
              {t(`field.urgency.${urgency}`)}
            </button>
          ))}
        </div>
      </section>
      {settle && (
        <section className="f-card f-stack">
          <button
            type="button"
            className="f-btn plain"
            aria-pressed={value.settled !== undefined}
            onClick={() => {
              onChange(toggleSettled);
            }}
          >
            <CheckOutline aria-hidden />
            {t('field.report.settled')}
          </button>
          {value.settled && (
            <Settled
              value={value.settled}
              fault={fault}
              onChange={(change) =>
                onChange((draft) => ({ ...draft, settled: change(draft.settled ?? { note: '', photos: [] }) }))
              }
            />
          )}
        </section>
      )}
    </>
  );
}

type SettledProps = {
  value: NonNullable<Draft['settled']>;
  fault: ReportFault | undefined;
  onChange(change: (value: NonNullable<Draft['settled']>) => NonNullable<Draft['settled']>): void;
};

function Settled({ value, fault, onChange }: SettledProps) {
  const { t } = useTranslation();
  return (
    <>
      <PhotoTaker
        label={t('field.act.photosAfter')}
        need={1}
        ids={value.photos}
        invalid={fault === 'settledPhoto'}
        onChange={(change) => onChange((now) => ({ ...now, photos: change(now.photos) }))}
      />
      <div className="f-field">
        <label htmlFor="done">{t('field.report.settledHow')}</label>
        <textarea
          id="done"
          className="f-input"
          maxLength={1000}
          value={value.note}
          aria-invalid={fault === 'settledNote'}
          onChange={(event) => {
            const note = event.target.value;
            onChange((now) => ({ ...now, note }));
          }}
        />
      </div>
    </>
  );
}

function toggleSettled({ settled, ...rest }: Draft): Draft {
  return settled ? rest : { ...rest, settled: { note: '', photos: [] } };
}
