import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { CasePage } from '../case/case-page.tsx';
import { TodayPage } from '../tasks/today-page.tsx';
import { Frame } from './frame.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: TodayPage });
const at = () => root;
const tree = root.addChildren([
  createRoute({ getParentRoute: at, path: '/', component: TodayPage }),
  createRoute({ getParentRoute: at, path: '/case/$number', component: CasePage }),
  createRoute({
    getParentRoute: at,
    path: '/case/$number/answer',
    component: lazyRouteComponent(() => import('../verify/verify-page.tsx'), 'VerifyPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/case/$number/$act',
    component: lazyRouteComponent(() => import('../case/act-page.tsx'), 'ActPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/report',
    component: lazyRouteComponent(() => import('../report/report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/outbox',
    component: lazyRouteComponent(() => import('../outbox-page/outbox-page.tsx'), 'OutboxPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/outbox/$id',
    component: lazyRouteComponent(() => import('../outbox-page/mend-page.tsx'), 'MendPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/devices',
    component: lazyRouteComponent(() => import('../devices/devices-page.tsx'), 'DevicesPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/devices/mount',
    validateSearch: (raw): { code?: string } => (raw.code === undefined ? {} : { code: String(raw.code) }),
    component: lazyRouteComponent(() => import('../devices/mount-page.tsx'), 'MountPage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/devices/$id/$change',
    component: lazyRouteComponent(() => import('../devices/change-page.tsx'), 'ChangePage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/devices/$id',
    component: lazyRouteComponent(() => import('../devices/device-page.tsx'), 'DevicePage'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/me',
    component: lazyRouteComponent(() => import('../me/me-page.tsx'), 'MePage'),
  }),
]);

/** All pages of the face below `/field`; what is not needed at the first look loads when it is opened. */
export function createFieldRouter() {
  return createRouter({ routeTree: tree, basepath: '/field', defaultPreload: 'render' });
}
