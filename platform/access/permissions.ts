import { forbidden, signedOut } from '../http/problem.ts';
import type { Actor, Role } from './actor.ts';

type Grantee = Role | 'resident' | 'key';

const EVERY_DESK: Grantee[] = ['duty_officer', 'street_desk', 'district_desk'];
const ALL_STAFF: Grantee[] = [
  'grid_worker',
  ...EVERY_DESK,
  'department_desk',
  'department_worker',
  'leader',
  'manager',
  'auditor',
];

/**
 * Who may do what, the one table; the documentation is generated from it. Which acts a post may do on one case is
 * decided by its relation to the case (see the loops), within `case.act`. A key has only what it was given of those
 * marked `key`.
 */
export const PERMISSIONS = {
  'case.read': { zh: '查看案卷', en: 'See cases', to: [...ALL_STAFF, 'resident', 'key'] },
  'case.report': {
    zh: '上报',
    en: 'Report',
    to: ['grid_worker', ...EVERY_DESK, 'department_desk', 'department_worker', 'resident', 'key'],
  },
  'case.act': {
    zh: '办理案卷',
    en: 'Act on cases',
    to: ['grid_worker', ...EVERY_DESK, 'department_desk', 'department_worker', 'leader', 'resident', 'key'],
  },
  'case.reveal': {
    zh: '查看联系方式',
    en: 'See contact details',
    to: ['grid_worker', ...EVERY_DESK, 'department_desk', 'department_worker'],
  },
  'hotline.enter': { zh: '登记来电', en: 'Enter calls', to: EVERY_DESK },
  'import.run': { zh: '导入文件', en: 'Import files', to: EVERY_DESK },
  'notice.publish': { zh: '发布公告', en: 'Publish notices', to: EVERY_DESK },
  'indicator.read': {
    zh: '查看指标',
    en: 'See indicators',
    to: [...EVERY_DESK, 'department_desk', 'leader', 'manager', 'auditor', 'key'],
  },
  'area.edit': { zh: '维护区域', en: 'Edit areas', to: ['manager'] },
  'post.edit': { zh: '维护岗位', en: 'Edit posts', to: ['manager'] },
  'catalogue.edit': { zh: '维护事项目录', en: 'Edit the catalogue', to: ['manager'] },
  'key.edit': { zh: '管理接口密钥', en: 'Manage API keys', to: ['manager'] },
  'audit.read': { zh: '查看审计记录', en: 'Read the audit trail', to: ['auditor', 'manager'] },
  'open311.report': { zh: 'Open311 上报', en: 'Report through Open311', to: ['key'] },
  'record.search': { zh: '查询底册', en: 'Search the records', to: ['grid_worker', ...EVERY_DESK, 'leader'] },
  'record.reveal': { zh: '查看敏感信息', en: 'See sensitive values', to: ['grid_worker', ...EVERY_DESK] },
  'record.decide': { zh: '合并、拆分、更正', en: 'Merge, split and correct', to: EVERY_DESK },
  'record.import': {
    zh: '导入部门数据',
    en: 'Import department rows',
    to: ['district_desk', 'manager', 'department_desk'],
  },
  'record.read-sharing': {
    zh: '查看共享成效',
    en: 'See what sharing brings',
    to: [...EVERY_DESK, 'department_desk', 'leader', 'manager', 'auditor'],
  },
  'record.compare': {
    zh: '核验比对',
    en: 'Compare without copying',
    to: ['department_desk', 'department_worker', 'key'],
  },
  'record.own': { zh: '查看本人信息', en: 'See what is held of oneself', to: ['resident'] },
  'device.read': {
    zh: '查看设备',
    en: 'See devices',
    to: ['grid_worker', ...EVERY_DESK, 'department_desk', 'department_worker', 'leader', 'manager', 'key'],
  },
  'device.edit': { zh: '登记和维护设备', en: 'Register and edit devices', to: ['district_desk', 'manager'] },
  'device.mount': {
    zh: '安装、更换和拆除设备',
    en: 'Mount, replace and take down devices',
    to: ['grid_worker', 'department_worker'],
  },
  'device.watch-rollout': {
    zh: '查看设备升级',
    en: 'Watch updates of devices',
    to: [...EVERY_DESK, 'leader', 'manager'],
  },
  'device.rollout': { zh: '升级设备', en: 'Update devices', to: ['manager'] },
  'device.approve-rollout': {
    zh: '批准扩大设备升级',
    en: 'Approve that an update goes beyond its first stage',
    to: ['leader', 'manager'],
  },
  'device.export': {
    zh: '导出设备数据',
    en: 'Take telemetry away as a file',
    to: [...EVERY_DESK, 'department_desk', 'leader', 'manager'],
  },
  'alarm.handle': {
    zh: '确认、解除和认定报警',
    en: 'Acknowledge, end and judge alarms',
    to: ['grid_worker', ...EVERY_DESK, 'department_desk', 'department_worker'],
  },
  'call.answer': {
    zh: '接听生命危险呼叫',
    en: 'Be called when life is in danger',
    to: ['grid_worker', ...EVERY_DESK, 'department_desk', 'department_worker', 'leader', 'manager', 'resident'],
  },
  'vault.use': { zh: '使用专项名册', en: 'Use a support register', to: ['department_desk', 'department_worker'] },
  'vault.destroy': {
    zh: '批准销毁',
    en: 'Approve destruction',
    to: ['department_desk', 'department_worker', 'manager'],
  },
  'vault.audit': { zh: '查看名册使用情况', en: 'See how registers are used', to: ['auditor'] },
} as const satisfies Record<string, { zh: string; en: string; to: readonly Grantee[] }>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether the actor's post, key or standing carries the permission. */
export function hasPermission(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true;
  const to: readonly Grantee[] = PERMISSIONS[permission].to;
  if (actor.kind === 'key') return to.includes('key') && actor.permissions.includes(permission);
  return to.includes(actor.kind === 'resident' ? 'resident' : actor.post.role);
}

/** @throws Problem 401 without an actor, 403 without the permission */
export function requirePermission(actor: Actor | undefined, permission: Permission): asserts actor is Actor {
  if (!actor) throw signedOut();
  if (!hasPermission(actor, permission)) throw forbidden();
}

/** All permissions of an actor, for the faces to know which doors to show. */
export function permissionsOf(actor: Actor): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => hasPermission(actor, permission));
}
