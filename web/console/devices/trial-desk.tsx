import { App, Button, Input, Progress, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { SeverityTag } from './severity-tag.tsx';
import { TrialOutcome } from './trial-outcome.tsx';
import type { Choices, Scope, Threshold, TrialRule } from './trial-types.ts';
import { useTrial } from './use-trials.ts';

const DAYS = [7, 30, 90, 180] as const;

type Props = {
  scope: Scope;
  choices: Choices;
  /** What advice or a link brought along. */
  start: { rule?: string; attributes?: Record<string, string> };
};

/** Choose a rule, change its thresholds, and see what they would have done. */
export function TrialDesk({ scope, choices, start }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const first = choices.rules.find((rule) => rule.attributes.length > 0) ?? choices.rules[0];
  const [type, setType] = useState(choices.rules.find((rule) => rule.type === start.rule)?.type ?? first?.type);
  const rule = choices.rules.find((one) => one.type === type);
  const [typed, setTyped] = useState<Record<string, string>>(start.attributes ?? {});
  const [days, setDays] = useState<number>(30);
  const { run, stop, forget, progress, outcome } = useTrial(scope);
  const change = (next: Record<string, string>) => {
    setTyped(next);
    forget();
  };
  const wrong = rule?.attributes.some((one) => isWrong(one, typed[one.key] ?? '')) ?? true;
  const attributes = rule ? attributesOf(rule, typed) : {};
  const tryOut = async () => {
    try {
      await run({ type: rule?.type ?? '', attributes, days });
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  return (
    <div className="tr-desk">
      <section className="panel panel-body" aria-labelledby="tr-rule">
        <h2 id="tr-rule" className="panel-title">
          {text(choices.profileName)} · {t('tr.devices', { count: choices.devices })}
        </h2>
        <label className="tr-field" htmlFor="tr-rule-select">
          <span>{t('tr.rule')}</span>
          <Select
            id="tr-rule-select"
            value={type}
            onChange={(value: string) => {
              setType(value);
              change({});
            }}
            options={choices.rules.map((one) => ({ value: one.type, label: text(one.name) }))}
          />
        </label>
        {rule && (
          <ul className="tr-words">
            {rule.words.map(({ severity, text: words }) => (
              <li key={severity ?? 'clear'}>
                {severity && <SeverityTag severity={severity} />} {text(words)}
              </li>
            ))}
          </ul>
        )}
        <h3>{t('tr.thresholds')}</h3>
        {rule?.attributes.length === 0 && <p className="quiet">{t('tr.noThresholds')}</p>}
        {rule?.attributes.map((one) => (
          <ThresholdField
            key={one.key}
            threshold={one}
            value={typed[one.key] ?? ''}
            onChange={(value) => change({ ...typed, [one.key]: value })}
          />
        ))}
        <div className="tr-field">
          <span>{t('tr.days')}</span>
          <Segmented
            aria-label={t('tr.days')}
            value={days}
            onChange={(value: number) => {
              setDays(value);
              forget();
            }}
            options={DAYS.map((value) => ({ value, label: t('tr.nDays', { count: value }) }))}
          />
        </div>
        <div className="tr-run">
          {progress ? (
            <>
              <Progress
                percent={progress.of === 0 ? 0 : Math.floor((progress.done / progress.of) * 100)}
                aria-label={t('tr.run')}
              />
              <span aria-live="polite">{t('tr.progress', progress)}</span>
              <Button onClick={stop}>{t('tr.stop')}</Button>
            </>
          ) : (
            <Button
              type="primary"
              disabled={wrong || Object.keys(attributes).length === 0}
              onClick={() => void tryOut()}
            >
              {t('tr.run')}
            </Button>
          )}
        </div>
      </section>
      {outcome && rule && (
        <TrialOutcome
          key={outcome.id}
          outcome={outcome}
          days={days}
          scope={scope}
          kind={text(choices.profileName)}
          onApplied={forget}
        />
      )}
    </div>
  );
}

function ThresholdField({
  threshold,
  value,
  onChange,
}: {
  threshold: Threshold;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const text = useText();
  const { key, name, unit, now, range, also } = threshold;
  const wrong = isWrong(threshold, value);
  return (
    <div className="tr-field">
      <label htmlFor={`tr-${key}`}>{text(name)}</label>
      <Input
        id={`tr-${key}`}
        value={value}
        inputMode="decimal"
        maxLength={20}
        suffix={unit ?? undefined}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        aria-describedby={`tr-${key}-hint`}
        placeholder={t('tr.now', { value: now })}
        onChange={({ target }) => onChange(target.value)}
      />
      <span id={`tr-${key}-hint`} className={wrong ? 'late' : 'quiet'}>
        {[
          t('tr.now', { value: now }),
          range ? t('tr.range', { least: range[0], most: range[1] }) : '',
          also.length > 0 ? t('tr.also', { kinds: also.map(text).join('、') }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}

function isWrong({ range }: Threshold, value: string): boolean {
  if (value.trim() === '') return false;
  const number = Number(value);
  return !Number.isFinite(number) || (range !== null && (number < range[0] || number > range[1]));
}

/** What was typed; a field left empty stays as it is. */
const attributesOf = (rule: TrialRule, typed: Record<string, string>): Record<string, number> =>
  Object.fromEntries(
    rule.attributes.flatMap(({ key }) => {
      const value = typed[key]?.trim() ?? '';
      return value === '' ? [] : [[key, Number(value)]];
    }),
  );
