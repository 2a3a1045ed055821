import type pg from 'pg';
import type { Random } from './random.ts';

type Template = { level: 6 | 9 | 12; title: string; body: string };

const TEMPLATES: readonly Template[] = [
  {
    level: 6,
    title: '关于开展秋冬季消防安全排查的通知',
    body: '即日起至月底，各街道、社区将组织网格员入户检查楼道堆物、电动车进楼充电和消防通道占用情况。请居民朋友提前清理，发现隐患可在“随手拍”中上报。',
  },
  {
    level: 6,
    title: '秦都区便民服务事项“指尖办”上线',
    body: '居民可在手机上报事项、查看办理进度、评价办理结果。首次使用请凭手机号登录；长辈可点击首页“长辈版”使用大字界面。',
  },
  {
    level: 9,
    title: '街道办事大厅周六延时服务安排',
    body: '每周六上午9:00至12:00，办事大厅开放居住证明、老年证初审等窗口，请携带本人身份证件。',
  },
  {
    level: 9,
    title: '背街小巷整治施工告知',
    body: '辖区部分背街小巷将分段翻修路面，施工时段为8:00至18:00，请绕行并看管好老人和孩子。施工扰民可随时反映。',
  },
  {
    level: 12,
    title: '停水通知',
    body: '因二次供水水箱清洗，明日9:00至17:00部分楼栋停水，请提前储水。来水后如有浑浊，请放水数分钟。',
  },
  {
    level: 12,
    title: '社区免费义诊活动',
    body: '本周五上午，社区卫生服务站在活动室为居民免费测血压、血糖，请六十岁以上居民优先参加。',
  },
  {
    level: 12,
    title: '关于清理楼道堆放物的温馨提示',
    body: '为保障逃生通道畅通，请各楼栋居民于本周日前自行清理楼道内的杂物、旧家具和电动车。逾期将由社区和物业统一清理。',
  },
  {
    level: 12,
    title: '居民议事会邀请',
    body: '本月居民议事会将讨论小区停车位划线和非机动车棚选址，欢迎居民代表到社区会议室参加，也可将意见提前告诉网格员。',
  },
];

/** Publishes notices of the district, every street and some communities, by the desk over each. */
export async function loadNotices(client: pg.PoolClient | pg.Client, random: Random, now: Date): Promise<void> {
  const { rows: desks } = await client.query<{ id: number; area: string }>(
    `select id, area from post where role in ('district_desk', 'street_desk', 'duty_officer') order by id`,
  );
  const notices = desks.flatMap(({ id, area }) =>
    TEMPLATES.filter(({ level }) => level === area.length && (level === 6 || random.chance(0.4))).map(
      ({ title, body }) => ({
        post: id,
        area,
        title,
        body,
        at: new Date(now.getTime() - random.int(1, 40 * 24) * 3_600_000),
      }),
    ),
  );
  await client.query(
    'insert into notice (area, title, body, post, published_at) select area, title, body, post, at from jsonb_to_recordset($1) as n(area text, title text, body text, post int, at timestamptz) order by at',
    [JSON.stringify(notices)],
  );
}
