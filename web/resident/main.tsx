import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../kit/i18n.ts';
import { createResidentQuery } from './app/create-resident-query.ts';
import { createResidentRouter } from './app/create-resident-router.tsx';
import { residentEn } from './locales/en.ts';
import { residentZh } from './locales/zh.ts';
import { applyReading } from './reading/reading.ts';
import './resident.css';

startI18n({ zh: residentZh, en: residentEn });
applyReading();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={createResidentQuery()}>
      <RouterProvider router={createResidentRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
