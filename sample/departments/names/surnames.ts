/**
 * The most frequent Chinese surnames, parts in ten thousand people: the order and the first shares as the Ministry of
 * Public Security publishes them each year, the lower ones rounded. Rarer ones and compound surnames share the rest.
 */
const FREQUENT =
  '王715 李703 张674 刘510 陈461 杨322 赵212 黄232 周202 吴202 徐153 孙143 胡131 朱126 高120 林118 何117 郭115 马113 罗95 梁84 宋81 ' +
  '郑80 谢76 韩74 唐70 冯68 于65 董63 萧62 程60 曹58 袁56 邓55 许54 傅52 沈50 曾49 彭48 吕47 苏46 卢45 蒋44 蔡43 贾42 丁41 魏40 薛39 ' +
  '叶38 阎37 余36 潘35 杜34 戴33 夏32 钟32 汪31 田31 任30 姜30 范29 方29 石28 姚28 谭27 廖27 邹26 熊26 金25 陆25 郝24 孔24 白23 崔23 ' +
  '康22 毛22 邱21 秦21 江20 史20 顾19 侯19 邵18 孟18 龙17 万17 段16 雷16 钱15 汤15 尹14 黎14 易13 常13 武12 乔12 贺11 赖11 龚10 文10';
const RARE =
  '樊 兰 殷 施 陶 洪 翟 安 颜 倪 严 牛 温 芦 季 俞 章 鲁 葛 伍 韦 申 尤 毕 聂 丛 焦 向 柳 邢 路 岳 齐 梅 莫 庄 辛 管 祝 左 涂 谷 祁 时 ' +
  '舒 耿 牟 卜 路 詹 关 苗 凌 费 纪 靳 盛 童 欧 甄 项 曲 成 游 阳 裴 席 卫 查 屈 鲍 位 覃 霍 翁 隋 植 甘 景 薄 单 包 司 柏 宁 柯 阮 桂 闵 ' +
  '欧阳 上官 司马 诸葛 皇甫 令狐 尉迟 淳于 东方 慕容';

export const SURNAMES: readonly (readonly [name: string, weight: number])[] = [
  ...FREQUENT.split(' ').map((entry) => [entry.replace(/\d+/, ''), Number(entry.replace(/\D+/, ''))] as const),
  ...[...new Set(RARE.split(' '))].map((name) => [name, 9] as const),
];
