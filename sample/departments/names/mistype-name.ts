import type { Chance } from '../rows/chance.ts';

/** Characters that are read alike: what a clerk types who only heard the name. */
const SOUND = indexGroups(
  '伟玮炜维 静靖婧敬 丽莉俐利 军君均钧 涛韬滔 杰洁捷 英瑛莹颖 芳方 娟涓 霞侠 红宏洪鸿虹 建健剑 华花桦 明铭鸣名 平萍苹 志智治致 ' +
    '辉晖徽 鹏朋 勇永咏 磊雷蕾 婷亭庭 燕艳雁砚 梓子紫 涵晗含函 欣鑫新心馨昕 怡宜依仪 宇雨羽语 轩萱 浩昊皓 然冉 俊峻骏 诗思 玉育钰 ' +
    '兰岚 珍贞真 桂贵 文雯 林琳霖 波博 峰锋丰枫 斌彬宾 晨辰宸 佳嘉家 晓小筱 张章 王汪 李黎 刘柳 陈程 杨阳扬 吴武伍 徐许 朱祝 于余俞 ' +
    '萧肖 冯丰 姜江 付傅 阎闫 邱丘 秀绣 娜那 国果 海 东冬栋 强 飞菲 龙隆 亮良 琪奇 瑶遥 悦月 淑舒 春纯 琴勤 荣容 云芸 香湘 美 泽则 奕一亦 ' +
    '德得 福富 生升 金今 山珊 才材 长常 兴星 学雪 光 万 有友 清青卿 忠中 义毅 成诚 安 元园媛 世士 翠 素 爱 巧 彩 秋 叶 芬 贤 琼 娥 莲 ' +
    '彤桐 妍研 宁凝 蕊 汐溪 晴 语雨 雅亚 若 沐木 芷 承成 睿瑞 恒 旭 翔祥 凯楷 航杭 阳洋 熙希 倩 慧惠会 丹 颜严 孙 高 马玛 何和 郭 罗 梁良 ' +
    '宋 郑正 谢 韩 唐 董 曹 袁元 邓 沈 曾 彭 吕 苏 卢芦 蒋 蔡 贾 丁 魏卫 薛 潘 杜 戴代 夏 钟 田 任 范 石时 姚 谭 廖 邹 熊 赵 周 胡 黄 ',
);
/** Characters that look alike: what a clerk types who reads a bad copy. */
const SHAPE = indexGroups(
  '晨晟 辰晨 未末 士土 己已 日曰 建健 清请 静净 王玉 李季 陈阵 杨扬 木本 田由 千干 宇字 俊峻 浩洁 伟伪 丽雨 婷停 娟捐 艳绝 霞暇 萍平 玲铃 ' +
    '梅海 兰三 珍诊 荣荥 淑叔 凤风 志忐 国图 军车 明朋 华毕 涛淘 磊垒 鹏朋 杰木 鑫金 轩杆 豪毫 涵函 梓辛 欣欧 怡治 诗持 琪棋 瑶谣 妍研 ' +
    '莉利 颖颍 倩清 洁浩 琳淋 慧彗 雪雷 敏每 斌武 辉挥 峰锋 波坡 勇男 刚钢 强弹 张弦 刘剂 赵起 黄横 周用 吴吾 徐余 孙孔 胡湖 朱失 高亮 ' +
    '林材 何河 郭敦 马乌 罗歹 梁粱 宋未 郑部 谢射 韩朝 唐塘 冯马 董重 程呈 曹槽 袁衰 邓邮 许讦 沈沉 曾会 彭澎 吕品 苏办 卢户 蒋桨 蔡祭 贾页 ' +
    '魏巍 薛辥 叶吐 潘番 杜社 戴载 夏复 钟种 汪江 任仕 姜妾 范苑 石右 姚桃 谭潭 廖寥 邹雏 熊能',
);

/** A name as a careless clerk writes it: a character that sounds or looks alike, or one left out. */
export function mistypeName(name: string, chance: Chance): string {
  const kind = chance.next();
  if (kind > 0.85 && name.length > 2) return dropCharacter(name, chance);
  const from = chance.below(name.length);
  for (const table of kind < 0.6 ? [SOUND, SHAPE] : [SHAPE, SOUND])
    for (let k = 0; k < name.length; k++) {
      const at = (from + k) % name.length;
      const alike = table.get(name[at] as string);
      if (alike) return name.slice(0, at) + chance.pick(alike) + name.slice(at + 1);
    }
  return name.length > 2 ? dropCharacter(name, chance) : `${name[0]}${name[1] === '伟' ? '玮' : '伟'}`;
}

function dropCharacter(name: string, chance: Chance): string {
  const lost = chance.between(1, name.length - 1);
  return name.slice(0, lost) + name.slice(lost + 1);
}

function indexGroups(groups: string): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const group of groups.trim().split(/\s+/))
    for (const one of group) {
      const others = [...group].filter((other) => other !== one);
      if (others.length > 0) index.set(one, [...(index.get(one) ?? []), ...others]);
    }
  return index;
}
