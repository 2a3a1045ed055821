import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import './field.css';
import { startI18n } from '../kit/i18n.ts';
import { createClient } from './app/create-client.ts';
import { createFieldRouter } from './app/create-field-router.tsx';
import { fieldEn } from './locales/en.ts';
import { fieldZh } from './locales/zh.ts';
import './me/install-card.tsx';
import { restoreTextSize } from './me/text-size.ts';

startI18n({ zh: fieldZh, en: fieldEn });
restoreTextSize();
// Photos and unsent acts must not be thrown away by the phone when storage runs short.
void navigator.storage?.persist?.();

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
const client = createClient();
createRoot(root).render(
  <QueryClientProvider client={client}>
    <RouterProvider router={createFieldRouter()} />
  </QueryClientProvider>,
);
