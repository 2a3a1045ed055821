import { useTranslation } from 'react-i18next';
import { type Text, useText } from '../../kit/text.ts';

/** How far along the loop a case is: a bar for the eye, a sentence for everybody. */
export function StageBar({ stages, here }: { stages: { key: string; name: Text }[]; here: string }) {
  const { t } = useTranslation();
  const text = useText();
  const at = stages.findIndex(({ key }) => key === here);
  const stage = stages[at];
  if (!stage) return null;
  return (
    <div className="r-stages">
      <span>{t('case.stage', { n: at + 1, all: stages.length, name: text(stage.name) })}</span>
      <span className="r-stage-bar" aria-hidden="true">
        {stages.map(({ key }, place) => (
          <i key={key} className={place <= at ? 'r-stage-past' : ''} />
        ))}
      </span>
    </div>
  );
}
