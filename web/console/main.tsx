import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUs from 'antd/locale/en_US';
import zhCn from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../kit/api.ts';
import { startI18n } from '../kit/i18n.ts';
import { ME } from '../kit/session.ts';
import './console.css';
import { consoleTexts } from './locales/console-texts.ts';
import { router } from './routes.tsx';
import { theme } from './shell/theme.ts';

startI18n(consoleTexts);

/** A refusal is an answer and not worth repeating; only a network that fails is. */
const client: QueryClient = new QueryClient({
  defaultOptions: { queries: { retry: (count, error) => !(error instanceof ApiProblem) && count < 2 } },
  queryCache: new QueryCache({
    onError: (error) => {
      // The session ended while a page was open: show the door.
      if (error instanceof ApiProblem && error.status === 401) client.setQueryData(ME, null);
    },
  }),
});

function Console() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider theme={theme} locale={i18n.language === 'en' ? enUs : zhCn} button={{ autoInsertSpace: false }}>
      <App component={false}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Console />
    </QueryClientProvider>
  </StrictMode>,
);
