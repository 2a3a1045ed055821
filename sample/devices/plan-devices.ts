import { type Grid, makePoint, nameCompound } from '../cases/place-book.ts';
import { isInRing, type Point } from '../geometry/plane.ts';
import { WELL_KNOWN } from '../people/plan-posts.ts';
import type { Random } from '../random.ts';

export type PlannedDevice = {
  code: string;
  name: string;
  profile: string;
  grid: string;
  lon: number;
  lat: number;
  place: string;
  /** Place in the list of the gateway that speaks for it. */
  gateway: number | null;
  /** Code of the department it belongs to. */
  department: string | null;
  model: string;
  firmware: string;
};

/** Of each profile: share of the fleet in thousandths, what its code begins with, what it is called, who owns it, where it hangs. */
const FLEET = [
  { profile: 'smoke', share: 365, prefix: 'YG', name: '烟感', at: 'home' },
  { profile: 'gas', share: 140, prefix: 'RQ', name: '燃气探测器', at: 'home' },
  { profile: 'sos-button', share: 86, prefix: 'QZ', name: '求助按钮', at: 'home' },
  { profile: 'door-access', share: 110, prefix: 'MJ', name: '门禁', at: 'entrance' },
  { profile: 'ebike-lift-camera', share: 30, prefix: 'DT', name: '电梯摄像机', at: 'entrance' },
  { profile: 'falling-object-camera', share: 17, prefix: 'GK', name: '高空抛物摄像机', at: 'building' },
  { profile: 'illegal-parking-camera', share: 20, prefix: 'WT', name: '消防通道摄像机', at: 'compound' },
  { profile: 'security-camera', share: 10, prefix: 'SP', name: '监控摄像机', at: 'compound' },
  { profile: 'water-leak', share: 10, prefix: 'SJ', name: '水浸传感器', at: 'entrance' },
  { profile: 'bin-camera', share: 20, prefix: 'LJ', name: '垃圾点摄像机', at: 'compound' },
  { profile: 'bin-sensor', share: 60, prefix: 'LT', name: '果皮箱', at: 'street', department: 'city-management' },
  { profile: 'manhole', share: 60, prefix: 'JG', name: '井盖', at: 'street', department: 'housing' },
  { profile: 'water-level', share: 13, prefix: 'JS', name: '积水监测点', at: 'street', department: 'water' },
  { profile: 'air-quality', share: 13, prefix: 'KQ', name: '空气站', at: 'street', department: 'ecology' },
] as const;
const GATEWAY_SHARE = 46;
/** What stands in a compound with a gateway speaks through it this often. */
const BEHIND_GATEWAY = 0.45;

/**
 * Plans a fleet: each device inside its grid, those of one compound behind that compound's gateway as far as it reaches.
 * @param total how many, gateways among them
 */
export function planDevices(grids: readonly Grid[], total: number, random: Random): PlannedDevice[] {
  const town = grids.filter((grid) => !grid.village);
  // people look first where everybody knows the place: more hangs there
  const weighted = town.map((grid) => [grid, WELL_KNOWN.some((known) => grid.code.startsWith(known)) ? 6 : 1] as const);
  const devices: PlannedDevice[] = [];
  const gateways = new Map<string, number>();
  const add = (
    kind: { profile: string; prefix: string; name: string; department?: string },
    grid: Grid,
    spot: string,
  ) => {
    const [lon, lat] = pointWithin(grid, random);
    const number = String(devices.length + 1).padStart(5, '0');
    devices.push({
      code: `QD-${kind.prefix}-${number}`,
      name: `${nameCompound(grid)}${spot}${kind.name}`,
      profile: kind.profile,
      grid: grid.code,
      lon,
      lat,
      place: `${grid.community}${nameCompound(grid)}${spot}`,
      gateway: null,
      department: kind.department ?? null,
      model: `${kind.prefix}-${random.int(1, 3)}00`,
      firmware: random.chance(0.9) ? '2.4.0' : '2.3.1',
    });
  };
  for (let i = 0; i < Math.round((total * GATEWAY_SHARE) / 1000); i++) {
    const grid = random.weighted(weighted);
    if (gateways.has(grid.code)) continue;
    gateways.set(grid.code, devices.length);
    add({ profile: 'gateway', prefix: 'WG', name: '网关' }, grid, '物业室');
  }
  const kinds = FLEET.map((kind) => [kind, kind.share] as const);
  while (devices.length < total) {
    const kind = random.weighted(kinds);
    const grid = random.weighted(weighted);
    add(kind, grid, SPOTS[kind.at](random));
    const gateway = gateways.get(grid.code);
    const device = devices.at(-1);
    if (device && gateway !== undefined && kind.at !== 'street' && random.chance(BEHIND_GATEWAY))
      device.gateway = gateway;
  }
  return devices;
}

/** A point a few metres off the border, so that nobody doubts whose the device is. */
function pointWithin(grid: Grid, random: Random): Point {
  const margin = 5e-5;
  for (let tries = 0; tries < 30; tries++) {
    const [lon, lat] = makePoint(grid, random);
    const around: Point[] = [
      [lon - margin, lat],
      [lon + margin, lat],
      [lon, lat - margin],
      [lon, lat + margin],
    ];
    if (around.every((point) => isInRing(point, grid.ring))) return [lon, lat];
  }
  return makePoint(grid, random);
}

const SPOTS = {
  home: (random: Random) => `${random.int(1, 18)}号楼${random.int(1, 4)}单元${random.int(1, 11)}0${random.int(1, 3)}室`,
  entrance: (random: Random) => `${random.int(1, 18)}号楼${random.int(1, 4)}单元`,
  building: (random: Random) => `${random.int(1, 18)}号楼${random.pick(['东', '西'])}侧`,
  compound: (random: Random) => random.pick(['东门', '西门', '南门', '北门', '中心花园']),
  street: (random: Random) => `${random.pick(['东', '西', '南', '北'])}侧${random.int(1, 12)}号位`,
};
