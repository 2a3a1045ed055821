import type { Role } from '../../platform/access/actor.ts';
import type { Department } from '../../platform/catalogue/read-catalogue.ts';
import type { AreaName } from '../read-area-names.ts';

export type PlannedOrganisation = {
  code: string;
  name: string;
  nameEn: string | null;
  kind: 'district' | 'street' | 'community' | 'department';
  area: string;
  parent: string | null;
};
/** `holders`: how many people hold it. */
export type PlannedPost = {
  key: string;
  area: string;
  role: Role;
  organisation: string;
  name: string;
  holders: number;
};

/** Organisations of the sample: the district, its departments, street offices and committees, in one tree. */
export function planOrganisations(
  areas: readonly AreaName[],
  departments: readonly Department[],
): PlannedOrganisation[] {
  return [
    ...areas.map((area): PlannedOrganisation => {
      const { code, name, nameEn } = area;
      if (code.length === 6)
        return {
          code: 'district',
          name: `${name}社会治理综合服务中心`,
          nameEn: `${nameEn} Governance Centre`,
          kind: 'district',
          area: code,
          parent: null,
        };
      if (code.length === 9)
        return {
          code: `street-${code}`,
          name: `${name}办事处`,
          nameEn: `${nameEn} Office`,
          kind: 'street',
          area: code,
          parent: 'district',
        };
      return {
        code: `community-${code}`,
        name: area.committee,
        nameEn: `${nameEn} ${area.village ? "Villagers'" : "Residents'"} Committee`,
        kind: 'community',
        area: code,
        parent: `street-${code.slice(0, 9)}`,
      };
    }),
    ...departments.map(
      ({ code, name }): PlannedOrganisation => ({
        code,
        name: name.zh,
        nameEn: name.en,
        kind: 'department',
        area: areas[0]?.code ?? '',
        parent: 'district',
      }),
    ),
  ];
}

/** Posts at all four levels and in the departments; every one is held by somebody. */
export function planPosts(
  areas: readonly AreaName[],
  grids: readonly { code: string; name: string }[],
  departments: readonly Department[],
): PlannedPost[] {
  const district = areas[0]?.code ?? '';
  const communities = showFirst(areas.filter(({ code }) => code.length === 12));
  const streets = showFirst(areas.filter(({ code }) => code.length === 9));
  const named = new Map(areas.map(({ code, name }) => [code, name]));
  return [
    {
      key: 'district-desk',
      area: district,
      role: 'district_desk',
      organisation: 'district',
      name: '区综治中心指挥席',
      holders: 2,
    },
    {
      key: 'district-leader',
      area: district,
      role: 'leader',
      organisation: 'district',
      name: '区分管领导',
      holders: 1,
    },
    {
      key: 'district-manager',
      area: district,
      role: 'manager',
      organisation: 'district',
      name: '区系统管理员',
      holders: 1,
    },
    {
      key: 'district-auditor',
      area: district,
      role: 'auditor',
      organisation: 'district',
      name: '区审计员',
      holders: 1,
    },
    ...streets.flatMap(({ code, name }): PlannedPost[] => [
      {
        key: `desk-${code}`,
        area: code,
        role: 'street_desk',
        organisation: `street-${code}`,
        name: `${name}综治中心`,
        holders: 2,
      },
      {
        key: `leader-${code}`,
        area: code,
        role: 'leader',
        organisation: `street-${code}`,
        name: `${name}分管领导`,
        holders: 1,
      },
    ]),
    ...communities.map(
      ({ code, name }): PlannedPost => ({
        key: `duty-${code}`,
        area: code,
        role: 'duty_officer',
        organisation: `community-${code}`,
        name: `${name}值班岗`,
        holders: 1,
      }),
    ),
    ...showFirst(grids).map(
      ({ code, name }): PlannedPost => ({
        key: `grid-${code}`,
        area: code,
        role: 'grid_worker',
        organisation: `community-${code.slice(0, 12)}`,
        name: `${named.get(code.slice(0, 12)) ?? ''}${name}`,
        holders: 1,
      }),
    ),
    ...departments.flatMap(({ code, name }): PlannedPost[] => [
      {
        key: `dept-${code}`,
        area: district,
        role: 'department_desk',
        organisation: code,
        name: `${name.zh}受理席`,
        holders: 1,
      },
      {
        key: `team-${code}-1`,
        area: district,
        role: 'department_worker',
        organisation: code,
        name: `${name.zh}处置一组`,
        holders: 1,
      },
      {
        key: `team-${code}-2`,
        area: district,
        role: 'department_worker',
        organisation: code,
        name: `${name.zh}处置二组`,
        holders: 1,
      },
    ]),
  ];
}

/** Communities everybody in the district knows; their people come first, so that a newcomer meets them. */
export const WELL_KNOWN: readonly string[] = ['610402005017', '610402002012', '610402010002', '610402005005'];

function showFirst<T extends { code: string }>(areas: readonly T[]): T[] {
  const rank = (code: string) => {
    const at = WELL_KNOWN.findIndex((known) => code.startsWith(known) || known.startsWith(code));
    return at < 0 ? WELL_KNOWN.length : at;
  };
  return [...areas].sort((a, b) => rank(a.code) - rank(b.code) || (a.code < b.code ? -1 : 1));
}
