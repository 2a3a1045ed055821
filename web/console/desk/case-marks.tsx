import { FlagFilled, ThunderboltFilled } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** Urgency above normal and the marks of a case, each in words (colour and icon only underline). */
export function CaseMarks({ urgency, marks }: { urgency: string; marks: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      {urgency !== 'normal' && (
        <Tag
          color={urgency === 'critical' ? 'error' : 'warning'}
          icon={<ThunderboltFilled aria-hidden />}
          variant="filled"
        >
          {t(`urgency.${urgency}`, { defaultValue: urgency })}
        </Tag>
      )}
      {marks.map((mark) => (
        <Tag key={mark} icon={<FlagFilled aria-hidden />} variant="outlined">
          {t(`mark.${mark}`, { defaultValue: mark })}
        </Tag>
      ))}
    </>
  );
}
