import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import type { Scope, Verdicts } from './trial-types.ts';
import { useVerdicts } from './use-trials.ts';

const DAYS = 90;

type Props = { scope: Scope; onTry: (profile: string, type: string) => void; children?: ReactNode };

/** What alarms turned out to be, by rule; each number leads to the alarms behind it. */
export function FalseRates({ scope, onTry, children }: Props) {
  const { t } = useTranslation();
  const { data, error } = useVerdicts(scope, DAYS);
  return (
    <section className="panel panel-body" aria-labelledby="tr-rates">
      <h2 id="tr-rates" className="panel-title">
        {t('tr.rates')}
      </h2>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {data?.length === 0 && <p className="quiet">{t('tr.ratesNone')}</p>}
      <ul className="tr-rates">
        {data?.map((one) => (
          <Rate
            key={`${one.profile} ${one.type}`}
            verdicts={one}
            scope={scope}
            onTry={() => onTry(one.profile, one.type)}
          />
        ))}
      </ul>
      {children}
    </section>
  );
}

function Rate({ verdicts, scope, onTry }: { verdicts: Verdicts; scope: Scope; onTry: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { profile, profileName, type, name, alarms, test, rate, small } = verdicts;
  const search = {
    view: 'all',
    profile,
    type,
    verdict: 'false',
    days: String(DAYS),
    ...(scope.within && { within: scope.within }),
    ...(scope.device && { device: scope.device }),
  };
  return (
    <li>
      <div className="tr-rate-head">
        <b>
          {text(profileName)} · {text(name)}
        </b>
        {verdicts.life && <span className="al-life">{t('al.life')}</span>}
        <span className={small ? 'quiet' : ''}>
          {rate === null ? t('tr.rateNone') : t('tr.rate', { rate: `${Math.round(rate * 100)}%` })}
          {rate !== null && small && ` (${t('tr.small')})`}
        </span>
      </div>
      <span className="tr-bar" aria-hidden>
        <span style={{ width: `${((verdicts.false || 0) / Math.max(1, alarms)) * 100}%` }} className="tr-bar-false" />
        <span style={{ width: `${(verdicts.true / Math.max(1, alarms)) * 100}%` }} className="tr-bar-true" />
      </span>
      <span className="quiet">{t('tr.rateOf', { yes: verdicts.true, no: verdicts.false, test, count: alarms })}</span>
      <span className="tr-rate-acts">
        {verdicts.false > 0 && (
          <Link to="/devices/alarms" search={search}>
            {t('tr.showFalse')}
          </Link>
        )}
        <Button size="small" onClick={onTry}>
          {t('tr.try')}
        </Button>
      </span>
    </li>
  );
}
