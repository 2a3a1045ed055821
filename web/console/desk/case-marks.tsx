import { FlagFilled, ThunderboltFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

/** Urgency above normal and the marks of a case, each in words (colour and icon only underline). */
export function CaseMarks({ urgency, marks }: { urgency: string; marks: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      {urgency !== 'normal' && (
        <span className={`mark mark-${urgency}`}>
          <ThunderboltFilled aria-hidden />
          {t(`urgency.${urgency}`, { defaultValue: urgency })}
        </span>
      )}
      {marks.map((mark) => (
        <span key={mark} className="mark">
          <FlagFilled aria-hidden />
          {t(`mark.${mark}`, { defaultValue: mark })}
        </span>
      ))}
    </>
  );
}
