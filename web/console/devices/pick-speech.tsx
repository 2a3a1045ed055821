import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { addTexts } from '../manage/add-texts.ts';
import { speechTexts } from './speech-texts.ts';
import { useDialects } from './use-speech.ts';

addTexts(speechTexts);

type Props = { value: string; onChange: (how: string) => void; behind?: boolean };

/** Chooses how a device speaks, and says what that means: `own`, `behind`, or the key of a dialect. */
export function PickSpeech({ value, onChange, behind }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { data: dialects = [] } = useDialects();
  const chosen = dialects.find((one) => one.key === value);
  return (
    <>
      <Select
        aria-label={t('sp.how')}
        className="sp-pick"
        value={value}
        onChange={onChange}
        options={[
          { value: 'own', label: t('sp.own') },
          ...(behind ? [{ value: 'behind', label: t('sp.behind') }] : []),
          ...dialects.map((one) => ({ value: one.key, label: text(one.name) })),
        ]}
      />
      <p className="quiet sp-about">{chosen ? text(chosen.about) : t(`sp.${value}About`)}</p>
    </>
  );
}
