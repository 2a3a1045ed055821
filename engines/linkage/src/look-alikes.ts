/**
 * Characters of names that are written for one another because they look alike: each word is one family. Collected by
 * us from common given names and surnames; a family shares a component, or differs by a stroke.
 */
const FAMILIES = `
己已巳 未末 土士 日曰 人入 干千 天夭 王玉 大太犬 戊戌戍 手毛 田由甲申 午牛 贝见 刀力 几九 万方 斤斥 今令 木术 可司 右石 自白 目且
伟玮炜纬苇韦 峰锋烽蜂 玲铃伶聆羚 辉晖珲 杨扬 梅海 清请晴情倩婧靖 静净争 君郡群 俊骏峻竣浚 健建键 红虹 洪供 涛寿焘 波坡披 娟涓捐 丽俪
娜那哪 婷停亭 霞暇遐 敏繁 芳方房 芬纷份汾 英央映 花华哗桦 荣容蓉溶榕 莹营萤莺 莉利俐 萍平苹坪 芝之 兰三 菊掬 桂挂佳娃 彬杉 松柏
栋陈冻 林琳淋霖 楠南 柳卿 桥侨娇骄 森淼 梓辛 杰然 明朋 昊吴旻昱 旭九 昌晶品 晓哓浇 晨辰震 智知 曦羲 朝潮 期其琪淇棋祺旗麒
诚城成晟盛 诗持侍 谊宜 谦廉 凯岂 刚钢岗纲 列烈 勇涌 博傅搏 卫工 占点 叶时 同洞桐 向响 启后 呈程 周同 和知 咏永泳 哲折 唯惟维 喜嘉
国园图圆 圣怪 坤神 培陪倍 基某 增曾 复夏 妍研 妙纱 姗珊 娅亚 娴闲 婉碗 嫣焉 宁字 宇于 安按 宏宠 宗综 定淀 宝玉 宣宜 家冢 宸震 富福
小少 尚常 岩若 帅师 庆厌 康庚 延廷 廷庭挺 强弹 彦产 彤丹 志态 忠中 思恩 恒桓 悦说 惠慧 成戌 振震 捷婕 敬警 文交 斌武 新欣 春泰 显湿
李季 宋宗 张帐 刘浏 赵起 孙逊 徐徒 胡湖 郭享 何河荷 高亮 罗梦 郑关 梁粱 谢射 唐康 许汗 冯马 邓双 曹槽 彭澎 袁裒 董重 余佘金 苏办 蒋将 蔡察
贾覃 丁于 魏巍 薛薜 阎闫 潘番 杜社 戴载 锺钟 汪江 任住 姜美 范氾 姚桃 谭潭 廖瘳 邹郐 熊能 陆陵 郝赫 孔扎 崔催 毛手 邱丘 秦泰奏 侯候 邵昭 孟盂
泽译择 洁吉 浩皓 淑叔 渊洲 源原 滨宾 澜阑 炎淡 燕蒸 爽奭 珍诊 珠朱株 理埋 琦绮 瑞端 瑶谣 璐露路 瑾谨 甜田 畅扬 益溢 盈赢 真直 石右
秀季 科料 立位 竹什 素索 红江 纯钝 绍昭 续读 继断 维谁 翔祥详 翠萃 耀跃 聪总 胜性 腾誊 航杭 良粮 艳绝 茂戊 莲连 薇微 蕾雷 虎虚 
裕俗 诗诗 豪毫 贤坚 贵责 超起 跃沃 轩杆 辰振 远运 进近 通勇 邦帮 鑫金 钧均 铭名 锐税 长张 阳阴 雄推 雅稚 雪需 雯文 霜箱 青春 韵匀 顺须 颖颍
飞气 香查 骁饶 鸿鸣 鹏腾 鹤雀 麟鳞 龙尤
`
  .split(/\s+/)
  .filter((family) => family.length > 1);

const formOf = new Map<string, string>();
for (const family of FAMILIES) {
  const [first = ''] = family;
  const form = formOf.get(first) ?? first;
  for (const character of family) if (!formOf.has(character)) formOf.set(character, form);
}

/** A text with each character replaced by its family's first: two texts with one form look alike. */
export function writeForm(text: string): string {
  let form = '';
  for (const character of text) form += formOf.get(character) ?? character;
  return form;
}
