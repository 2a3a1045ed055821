import { LogoutOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Me, signOut } from '../../kit/session.ts';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PostSwitch } from './post-switch.tsx';
import { helpEvent } from './use-help-button.ts';

/** The bar on top: where one is, as whom, in which language. */
export function ShellHead({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    <header className="frame-head">
      <Link to="/desk" search={{}} className="brand-link" title={t('shell.toDesk')}>
        <Brand />
      </Link>
      <span className="frame-space" />
      <PostSwitch me={me} />
      <Button
        type="text"
        icon={<QuestionCircleOutlined aria-hidden />}
        aria-label={t('shell.help')}
        title={t('shell.help')}
        onClick={() => window.dispatchEvent(new Event(helpEvent))}
      />
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'out',
              icon: <LogoutOutlined aria-hidden />,
              label: t('shell.signOut'),
              onClick: () => void signOut(client),
            },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={me.name}>
          {me.name}
        </Button>
      </Dropdown>
    </header>
  );
}
