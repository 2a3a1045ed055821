import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readDeskSearch } from './desk/desk-search.ts';
import { AppShell } from './shell/app-shell.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { PageCrash } from './shell/page-crash.tsx';
import { PageLoading } from './shell/page-loading.tsx';
import { parseSearch, writeSearch } from './shell/search-codec.ts';

const root = createRootRoute({ component: AppShell, notFoundComponent: NotFoundPage });
const anySearch = (raw: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(raw).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/desk', search: {} });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/desk',
    validateSearch: readDeskSearch,
    component: lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/$number',
    component: lazyRouteComponent(() => import('./case/case-page.tsx'), 'CasePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/hotline',
    component: lazyRouteComponent(() => import('./hotline/hotline-page.tsx'), 'HotlinePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/imports',
    validateSearch: (raw): { batch?: string } =>
      typeof raw.batch === 'string' && /^\d+$/.test(raw.batch) ? { batch: raw.batch } : {},
    component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    component: lazyRouteComponent(() => import('./notices/notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/alarms',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/alarms-page.tsx'), 'AlarmsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/reach',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/reach-page.tsx'), 'ReachPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/rules',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/trial-page.tsx'), 'TrialPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/fleet',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/fleet-page.tsx'), 'FleetPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/bins',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/bins-page.tsx'), 'BinsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/list',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/devices-page.tsx'), 'DevicesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/claims',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/claims-page.tsx'), 'ClaimsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/labels',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/labels-page.tsx'), 'LabelsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/list/$id',
    component: lazyRouteComponent(() => import('./devices/device-page.tsx'), 'DevicePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/rollouts',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./devices/rollouts/rollouts-page.tsx'), 'RolloutsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/devices/rollouts/$id',
    component: lazyRouteComponent(() => import('./devices/rollouts/rollout-page.tsx'), 'RolloutPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/search',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./records/search/search-page.tsx'), 'SearchPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/entities/$id',
    component: lazyRouteComponent(() => import('./records/entity/entity-page.tsx'), 'EntityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/sharing',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./records/sharing/sharing-page.tsx'), 'SharingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/compare',
    component: lazyRouteComponent(() => import('./records/compare/compare-page.tsx'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/sources',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./records/sources/sources-page.tsx'), 'SourcesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/doubts',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./records/doubts/doubts-page.tsx'), 'DoubtsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/vaults',
    component: lazyRouteComponent(() => import('./records/vaults/vaults-page.tsx'), 'VaultsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/manage/areas',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./manage/areas-page.tsx'), 'AreasPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/manage/posts',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./manage/posts-page.tsx'), 'PostsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/manage/catalogue',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./manage/catalogue-page.tsx'), 'CataloguePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/manage/limits',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./manage/limits-page.tsx'), 'LimitsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/manage/keys',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./manage/keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/indicators',
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import('./indicators/indicators-page.tsx'), 'IndicatorsPage'),
  }),
]);

/** The router of the staff desk. Pages load when they are first opened; `/console` is the base of every address. */
export const router = createRouter({
  routeTree,
  basepath: '/console',
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageCrash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
