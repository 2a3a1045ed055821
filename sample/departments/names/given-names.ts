export type Cohort = { until: number; male: readonly string[]; female: readonly string[] };

const cut = (text: string): string[] => text.split(' ');

/**
 * Given names by year of birth, the most frequent first (after the yearly name reports of the Ministry of Public
 * Security). Fashion is what makes homonyms: a third of a cohort shares a few dozen names.
 */
export const COHORTS: readonly Cohort[] = [
  {
    until: 1955,
    male: cut('建国 德明 玉林 文明 志明 国华 建华 明 德华 志华 福生 长林 春生 永福 德福 有才 文华 金山 玉山 万福'),
    female: cut('秀英 桂英 秀兰 玉兰 桂兰 秀珍 凤英 玉珍 玉英 兰英 桂芳 秀荣 淑珍 桂荣 凤兰 淑英 玉梅 春兰 翠英 素珍'),
  },
  {
    until: 1968,
    male: cut(
      '建国 建军 建华 军 平 国强 建平 志强 明 勇 卫东 红军 建民 建设 国庆 卫国 志明 文革 永强 新民 保国 华 国平 斌',
    ),
    female: cut(
      '秀英 桂英 玉兰 秀兰 玉梅 萍 英 玲 秀珍 红 玉珍 凤英 桂兰 玉英 素芳 爱华 桂芳 春梅 秋菊 小红 建华 淑芳 芳 霞',
    ),
  },
  {
    until: 1979,
    male: cut('勇 军 伟 强 涛 斌 波 辉 刚 平 建军 峰 明 建国 志强 磊 建华 海涛 永刚 晓东 宏伟 卫东 小军 建平'),
    female: cut('丽 艳 敏 芳 静 霞 红梅 燕 红 英 娟 萍 丽娟 玲 红霞 小红 丽华 晓燕 秀英 海燕 春梅 桂英 雪梅 琴'),
  },
  {
    until: 1989,
    male: cut('伟 磊 勇 涛 超 强 鹏 军 波 杰 飞 刚 亮 斌 辉 浩 鑫 峰 凯 健 俊 洋 帅 明 海涛 志强 晓东'),
    female: cut('静 丽 娜 燕 艳 敏 娟 婷 婷婷 雪 芳 丹 莉 霞 倩 玲 晶 颖 媛媛 莹 洁 丽娜 琳 欢 晓燕 丽娟'),
  },
  {
    until: 1999,
    male: cut('杰 浩 鑫 俊杰 超 磊 涛 鹏 帅 强 伟 宇 龙 凯 文杰 志强 俊 健 洋 佳伟 阳 博 晨 旭 鑫鑫 斌'),
    female: cut('婷 静 敏 婷婷 雪 悦 丹 颖 欣怡 佳 倩 玲 雨 欣 瑶 梦瑶 莹 思雨 琳 洁 梦婷 文静 雅静 慧 丽 蕾'),
  },
  {
    until: 2009,
    male: cut(
      '涛 浩宇 浩然 宇轩 宇航 俊杰 子豪 浩 鑫 杰 佳豪 文博 博文 宇 天宇 子轩 俊豪 嘉豪 志豪 家豪 鹏 旭 宇飞 昊',
    ),
    female: cut(
      '欣怡 雨欣 婷 静怡 雨婷 佳怡 悦 敏 雨涵 欣悦 梓涵 思雨 佳慧 可欣 静 思涵 梦瑶 雅婷 欣 佳琪 雪 思琪 怡 雨萱',
    ),
  },
  {
    until: 9999,
    male: cut(
      '浩宇 浩然 宇轩 子轩 宇航 梓豪 子豪 一诺 沐宸 奕辰 宇辰 子墨 梓轩 俊熙 泽宇 铭泽 梓睿 明轩 嘉懿 煜城 子睿 一鸣 宇泽 俊豪',
    ),
    female: cut(
      '梓涵 欣怡 诗涵 一诺 雨桐 梓萱 可馨 雨欣 若汐 依诺 雨涵 语桐 沐瑶 可欣 欣妍 诗琪 佳怡 子涵 梓妍 语汐 梦琪 思涵 芷晴 一一',
    ),
  },
];

/** Of these the rest of a cohort's names are made: first character, last character. */
export const PARTS = {
  oldMale: [
    [...'国建文志德玉永长金新春海福万兴正学生天世光宗有保'],
    [...'林明华军平山海生民贵才良福祥清忠义强成安庆元忠堂'],
  ],
  oldFemale: [[...'秀玉桂淑春凤兰翠素爱金月美巧彩雪红秋'], [...'英兰珍芳荣梅云霞花琴娥莲香玲贤琼娟叶芬']],
  middleMale: [[...'建志晓海永小文宏立俊新玉振国少亚武东继卫'], [...'军伟强勇涛刚辉峰东平鹏飞斌波亮超杰明龙利']],
  middleFemale: [[...'晓丽红春海雪玉小美亚爱秋艳文彩慧淑婷'], [...'燕霞梅娟丽萍芳玲娜琴静敏红莉华利艳云茹']],
  youngMale: [[...'子浩宇俊嘉天泽博文志佳明家思昊一梓奕承睿'], [...'轩豪宇然杰航博阳辰涵睿泽熙晨凯翔恒瑞鑫旭']],
  youngFemale: [[...'雨欣梓佳思诗可梦子语静雅若依怡沐芷心紫'], [...'涵怡萱婷琪欣彤瑶桐妍悦雯菲馨宁蕊颖汐晴琳']],
} as const;
