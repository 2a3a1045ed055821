import { ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { type Definition, formatRate, type IndicatorRow } from './indicator-types.ts';
import { NumberLink } from './number-link.tsx';

/** A rate with numerator and denominator, both of which open their cases. */
export function RateCell({ row, definition }: { row: IndicatorRow; definition: Definition }) {
  const text = useText();
  const value = row.indicators[definition.key];
  if (!value) return null;
  const subject = `${text(row.name)} · ${text(definition.name)}`;
  return (
    <span className={value.small ? 'rate rate-small' : 'rate'}>
      <b className="nums">{formatRate(value.value)}</b>
      <span className="rate-parts nums">
        <NumberLink
          n={value.numerator}
          query={row.query}
          fact={definition.numerator.fact}
          what={`${subject} · ${text(definition.numerator)}`}
        />
        {' / '}
        <NumberLink
          n={value.denominator}
          query={row.query}
          fact={definition.denominator.fact}
          what={`${subject} · ${text(definition.denominator)}`}
        />
      </span>
      {value.small && value.denominator > 0 && <SmallMark />}
    </span>
  );
}

export function SmallMark() {
  const { t } = useTranslation();
  return (
    <span className="rate-mark" title={t('ind.smallHint')}>
      <ExclamationCircleOutlined aria-hidden /> {t('ind.small')}
    </span>
  );
}
