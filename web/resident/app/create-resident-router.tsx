import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { HomePage } from '../home/home-page.tsx';
import { Failed, Loading, NotFound } from '../parts/states.tsx';
import { Frame } from './frame.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });
const at = () => root;
const word = (raw: Record<string, unknown>, key: string) => (typeof raw[key] === 'string' ? { [key]: raw[key] } : {});

const tree = root.addChildren([
  createRoute({ getParentRoute: at, path: '/', component: HomePage }),
  createRoute({
    getParentRoute: at,
    path: '/search',
    component: lazyRouteComponent(() => import('../search/search-page.tsx'), 'SearchPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/report',
    validateSearch: (raw): { matter?: string; step?: string } => ({ ...word(raw, 'matter'), ...word(raw, 'step') }),
    component: lazyRouteComponent(() => import('../report/report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/cases',
    component: lazyRouteComponent(() => import('../cases/mine-page.tsx'), 'MinePage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/cases/$number',
    validateSearch: (raw): { done?: string; seq?: number } => ({
      ...word(raw, 'done'),
      ...(typeof raw.seq === 'number' && { seq: raw.seq }),
    }),
    component: lazyRouteComponent(() => import('../cases/case-page.tsx'), 'CasePage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/cases/$number/$act',
    component: lazyRouteComponent(() => import('../cases/act-page.tsx'), 'ActPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/notices',
    component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/alarms',
    component: lazyRouteComponent(() => import('../alarms/alarms-page.tsx'), 'AlarmsPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/own',
    component: lazyRouteComponent(() => import('../own/own-page.tsx'), 'OwnPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/own/looks',
    component: lazyRouteComponent(() => import('../own/looks-page.tsx'), 'LooksPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/own/delete',
    component: lazyRouteComponent(() => import('../own/delete-page.tsx'), 'DeletePage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/own/correct/$field',
    component: lazyRouteComponent(() => import('../own/correct-page.tsx'), 'CorrectPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/settings',
    component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
  }),
]);

/** All pages below `/resident`; what the first look does not need loads when it is opened. */
export function createResidentRouter() {
  return createRouter({
    routeTree: tree,
    basepath: '/resident',
    scrollRestoration: true,
    defaultPendingComponent: Loading,
    defaultErrorComponent: Failed,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createResidentRouter>;
  }
}
