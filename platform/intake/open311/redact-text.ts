const HIDDEN = '***';

/** The commonest surnames and the two-character ones; a name is looked for only behind one of them. */
const SURNAME =
  '(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝])';
const GIVEN = '\\p{Script=Han}{1,2}';
const TITLE =
  '(?:先生|女士|小姐|师傅|大爷|大妈|大娘|大叔|阿姨|叔叔|奶奶|爷爷|嫂子|老师|同志|书记|主任|经理|老板|医生|队长|站长|所长|局长|科长)';
/** What follows a name when a sentence goes on: then the characters before it were a name, not a word. */
const AFTER_NAME =
  '(?=$|[\\s，。、；：！？,.;:!?（）()“”]|的|在|把|将|和|与|家|经常|长期|多次|总|每|不|擅|私|违|未|拒|称|说|反映|投诉|要求|向|住|电话|手机|身份|微信|车牌)';

const DIGIT_RUN = '\\d(?:[ \\-—·]?\\d){6,}';

const RULES: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, HIDDEN],
  // licence plates: province, letter, five or (new energy) six signs
  [
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•\s-]?(?:[A-Z0-9]{5,6}|[A-Z0-9]{4}[挂学警港澳])(?![A-Z0-9])/gi,
    HIDDEN,
  ],
  // citizen numbers end in X; all other long runs of digits are phones, cards, accounts
  [new RegExp(`(?:\\+?86[ -]?)?${DIGIT_RUN}[Xx]?`, 'g'), HIDDEN],
  [/((?:微信|QQ|wechat)(?:号|号码)?\s*(?:是|为)?\s*[:：]?\s*)[A-Za-z0-9][\w-]{4,}/gi, `$1${HIDDEN}`],
  [
    new RegExp(
      `((?:姓名|联系人|联系电话人|我叫|名叫|叫做|本人叫|报修人|投诉人|举报人|反映人)\\s*(?:是|为)?\\s*[:：]?\\s*)${SURNAME}${GIVEN}`,
      'gu',
    ),
    `$1${HIDDEN}`,
  ],
  [
    new RegExp(
      `((?:我是|本人|业主|户主|房东|租户|租客|住户|邻居|村民|居民|老板|经理|主任|书记|总监|组长|队长|局长|所长|科长|镇长|负责人|法定代表人|法人|被举报人|被告|被控告人|实名举报人)\\s*[:：]?\\s*)${SURNAME}${GIVEN}?${AFTER_NAME}`,
      'gu',
    ),
    `$1${HIDDEN}`,
  ],
  [new RegExp(`${SURNAME}(?:\\p{Script=Han}{0,2}?)(?=${TITLE})`, 'gu'), HIDDEN],
  [/\b(?:[Mm]y name is|I am|[Cc]ontact)\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?/g, HIDDEN],
  [/\b(Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][a-z]+/g, `$1 ${HIDDEN}`],
  // the door of a home: the building may stay, entrance and room may not
  [/(?:\d{1,2}|[一二三四五六七八九十]{1,3})单元(?:[\dA-Za-z-]*\d(?:室|号|户)?)?/g, HIDDEN],
  [/\d{1,4}(?:-\d{1,2}){1,2}-\d{3,4}(?:室|号|户)?/g, HIDDEN],
  [/(?<!\d)\d{3,4}(?=室|房(?!屋))/g, HIDDEN],
];

/**
 * Takes out of a text what could point at a person, before it goes on a public list: names, phones, ID numbers,
 * plates, e-mail, messenger names, room numbers. Numbers and plates are found by their form; names only where the
 * sentence shows them (a label, a title), so a public list is a courtesy of care, not a proof of anonymity.
 * Would rather hide a word too many than one too few.
 */
export function redactText(text: string): string {
  let out = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  for (const [pattern, hidden] of RULES) out = out.replace(pattern, hidden);
  return out;
}
