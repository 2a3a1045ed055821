/** One entry of the main menu. `needs`: any of these permissions opens it; absent: everybody on staff. */
export type MenuEntry = { path: string; label: string; icon: MenuIcon; needs?: string[] };
export type MenuIcon =
  | 'desk'
  | 'hotline'
  | 'imports'
  | 'notices'
  | 'indicators'
  | 'search'
  | 'sharing'
  | 'compare'
  | 'sources'
  | 'doubts'
  | 'vaults'
  | 'alarms'
  | 'devices'
  | 'bins'
  | 'rollouts'
  | 'fleet'
  | 'areas'
  | 'posts'
  | 'catalogue'
  | 'limits'
  | 'keys';

/** Daily work first; what a manager changes now and then stands below the line. */
export const workEntries: MenuEntry[] = [
  { path: '/desk', label: 'menu.desk', icon: 'desk' },
  { path: '/hotline', label: 'menu.hotline', icon: 'hotline', needs: ['hotline.enter'] },
  { path: '/imports', label: 'menu.imports', icon: 'imports', needs: ['import.run'] },
  { path: '/notices', label: 'menu.notices', icon: 'notices', needs: ['notice.publish'] },
  { path: '/indicators', label: 'menu.indicators', icon: 'indicators', needs: ['indicator.read'] },
  { path: '/devices/alarms', label: 'menu.alarms', icon: 'alarms', needs: ['device.read'] },
  { path: '/devices/list', label: 'menu.devices', icon: 'devices', needs: ['device.read'] },
  { path: '/devices/rollouts', label: 'menu.rollouts', icon: 'rollouts', needs: ['device.watch-rollout'] },
  { path: '/devices/fleet', label: 'menu.fleet', icon: 'fleet', needs: ['device.read'] },
  { path: '/devices/bins', label: 'menu.bins', icon: 'bins', needs: ['device.read'] },
  { path: '/records/search', label: 'menu.search', icon: 'search', needs: ['record.search'] },
  { path: '/records/compare', label: 'menu.compare', icon: 'compare', needs: ['record.compare'] },
  { path: '/records/sharing', label: 'menu.sharing', icon: 'sharing', needs: ['record.read-sharing'] },
  {
    path: '/records/sources',
    label: 'menu.sources',
    icon: 'sources',
    needs: ['record.import', 'record.read-sharing'],
  },
  { path: '/records/doubts', label: 'menu.doubts', icon: 'doubts', needs: ['record.decide'] },
  {
    path: '/records/vaults',
    label: 'menu.vaults',
    icon: 'vaults',
    needs: ['vault.use', 'vault.destroy', 'vault.audit'],
  },
];
export const manageEntries: MenuEntry[] = [
  { path: '/manage/areas', label: 'menu.areas', icon: 'areas', needs: ['area.edit'] },
  { path: '/manage/posts', label: 'menu.posts', icon: 'posts', needs: ['post.edit'] },
  { path: '/manage/catalogue', label: 'menu.catalogue', icon: 'catalogue', needs: ['catalogue.edit'] },
  { path: '/manage/limits', label: 'menu.limits', icon: 'limits', needs: ['catalogue.edit'] },
  { path: '/manage/keys', label: 'menu.keys', icon: 'keys', needs: ['key.edit'] },
];

/** The entries that this post may open. */
export function openEntries(entries: MenuEntry[], permissions: readonly string[]): MenuEntry[] {
  return entries.filter((entry) => entry.needs === undefined || entry.needs.some((need) => permissions.includes(need)));
}

/** Whether this post may open the page at an address below `/console`; addresses without an entry are open to all. */
export function mayOpen(path: string, permissions: readonly string[]): boolean {
  const entry = [...workEntries, ...manageEntries].find((one) => path === one.path || path.startsWith(`${one.path}/`));
  return entry === undefined || openEntries([entry], permissions).length > 0;
}
