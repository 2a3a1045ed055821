import type { PERMISSIONS } from '../../platform/access/permissions.ts';

const COLUMNS = [
  ['grid_worker', '网格员 grid worker'],
  ['duty_officer', '值班员 duty officer'],
  ['street_desk', '街道 street desk'],
  ['district_desk', '区级 district desk'],
  ['department_desk', '部门 department desk'],
  ['department_worker', '部门人员 department worker'],
  ['leader', '领导 leader'],
  ['manager', '管理员 manager'],
  ['auditor', '审计员 auditor'],
  ['resident', '居民 resident'],
  ['key', '密钥 API key'],
] as const;

/** The page of permissions, drawn from the one table that the server obeys. */
export function drawPermissions(permissions: typeof PERMISSIONS): string {
  const rows = Object.entries(permissions).map(([name, { zh, en, to }]) => {
    const granted: readonly string[] = to;
    const cells = COLUMNS.map(([role]) => (granted.includes(role) ? '●' : ''));
    return `| \`${name}\` | ${zh} ${en} | ${cells.join(' | ')} |`;
  });
  return `# 权限 Permissions

<!-- Written by \`npm run generate\` from platform/access/permissions.ts; do not edit. -->

谁可以做什么。岗位决定看得到哪些案卷（本辖区、本单位），本表决定能做哪类事；在一件案卷上能做哪些动作，由岗位与案卷的关系决定。
Who may do what. A post's area or unit decides which cases are seen; this table decides which kinds of things may be done;
which acts are open on one case is decided by the post's relation to it. A key holds only what it was given.

| 权限 permission | | ${COLUMNS.map(([, name]) => name).join(' | ')} |
| --- | --- | ${COLUMNS.map(() => ':-:').join(' | ')} |
${rows.join('\n')}
`;
}
