import { GlobalOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../../kit/i18n.ts';

/** One press, the other language; the button is labelled in the language it leads to. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      lang={english ? 'zh-CN' : 'en'}
      onClick={() => void setLanguage(english ? 'zh-CN' : 'en')}
    >
      {t('shell.language')}
    </Button>
  );
}
