import type { Chance } from '../rows/chance.ts';
import type { Firm, FirmKind } from './firms.ts';
import { makePhone } from './make-phone.ts';
import { numberFirm } from './number-firms.ts';
import type { People } from './people.ts';
import type { Places } from './places.ts';

const BRANDS = [...'鑫恒瑞华宏泰嘉盛隆兴源达丰润安信诚远博佳天地金银东西海江林森明光星辰永昌正和顺德利民康乐福祥'];
const TRADES: readonly (readonly [word: string, industry: string, scope: string, shop: string])[] = [
  ['商贸', '批发业', '日用百货销售；五金产品批发', '百货商行'],
  ['餐饮管理', '餐饮业', '餐饮服务；食品销售', '面馆'],
  ['建筑工程', '房屋建筑业', '房屋建筑施工；室内装饰装修', '装饰部'],
  ['物流', '道路运输业', '普通货物运输；仓储服务', '货运部'],
  ['科技', '软件和信息技术服务业', '技术开发；计算机维修', '电脑经营部'],
  ['医药', '零售业', '药品零售；医疗器械销售', '药店'],
  ['机械', '通用设备制造业', '机械零部件加工；机械设备销售', '机电维修部'],
  ['纺织', '纺织业', '针纺织品制造与销售', '布艺店'],
  ['文化传媒', '文化艺术业', '广告设计；组织文化活动', '图文店'],
  ['汽车服务', '机动车维修业', '机动车修理和维护', '汽修店'],
  ['家政服务', '居民服务业', '家政服务；清洁服务', '理发店'],
  ['农业科技', '农业', '蔬菜种植；农产品销售', '果蔬店'],
  ['教育咨询', '商务服务业', '教育咨询服务（不含培训）', '文具店'],
  ['电子', '电子设备制造业', '电子元器件制造', '手机店'],
];
const ROADS =
  '人民中路 人民西路 渭阳西路 中华路 秦皇南路 秦皇北路 玉泉路 联盟三路 咸通路 文林路 世纪大道 沣河路 渭河路 珠泉路 扶苏路 陈杨路 思源南路 胜利街 劳动路 西兰路'.split(
    ' ',
  );

/** Organisations of the whole district: 40,000, schools and property companies among them. */
const FIRMS = 40_000;

/** Founds companies, one-person businesses, schools and property companies, each represented by a grown-up of the world. */
export function foundFirms(places: Places, people: People, scale: number, today: number, chance: Chance): Firm[] {
  const count = Math.max(40, Math.round(FIRMS * scale));
  const schools = Math.max(4, Math.round(120 * Math.sqrt(scale)));
  const property = Math.max(3, Math.round(80 * Math.sqrt(scale)));
  const names = new Set<string>();
  return Array.from({ length: count }, (_, nth): Firm => {
    const kind: FirmKind =
      nth < schools ? 'school' : nth < schools + property ? 'property' : chance.hit(0.42) ? 'company' : 'business';
    const compound = chance.pick(places.compounds);
    const [word, industry, scope, shop] = chance.pick(TRADES);
    const base = compound.community.replace(/(社区|村)$/, '');
    let name = '';
    for (let tries = 0; name === '' || names.has(name); tries++) {
      const brand = chance.pick(BRANDS) + chance.pick(BRANDS) + (tries > 3 ? chance.pick(BRANDS) : '');
      const school = `${base}${['小学', '中学', '幼儿园', '实验小学', '初级中学'][(nth + tries) % 5]}${tries > 9 ? `（${tries}分校）` : ''}`;
      name = {
        school: `咸阳市秦都区${school}`,
        property: `咸阳${brand}物业管理有限公司`,
        company: `${chance.pick(['咸阳', '咸阳市秦都区', '陕西', '陕西'])}${brand}${word}有限公司`,
        business: `秦都区${brand}${shop}`,
      }[kind];
    }
    names.add(name);
    const legal = grownUp(people, today, chance);
    const road = `陕西省咸阳市秦都区${compound.street}${chance.pick(ROADS)}${chance.between(1, 260)}号`;
    const shopAt = `陕西省咸阳市秦都区${compound.street}${compound.community}${compound.name}${chance.between(1, 6)}号楼商铺${chance.between(1, 20)}号`;
    return {
      name,
      uscc: numberFirm({ school: '12', property: '91', company: '91', business: '92' }[kind], nth),
      kind,
      industry: kind === 'school' ? '教育' : kind === 'property' ? '物业管理' : industry,
      scope: kind === 'school' ? '实施义务教育' : kind === 'property' ? '物业管理；停车场服务' : scope,
      legal,
      phone: chance.hit(0.6) ? (people.phone[legal] as string) : makePhone(-nth - 1, 2),
      address: compound.village || chance.hit(0.6) ? road : shopAt,
      staff: kind === 'business' ? chance.between(1, 6) : chance.between(2, 160),
      registered: today - chance.between(60, 8000),
      open: chance.hit(0.9),
    };
  });
}

function grownUp(people: People, today: number, chance: Chance): number {
  for (let tries = 0; tries < 100; tries++) {
    const person = chance.below(people.count);
    const age = (today - (people.birth[person] as number)) / 365.25;
    if (age > 22 && age < 70 && people.died[person] === 0) return person;
  }
  return 0;
}
