/** A door of this face that the search finds. */
export type Entry = {
  key: 'elder' | 'font' | 'report' | 'mine' | 'notices' | 'own' | 'alarms' | 'language' | 'community' | 'call';
  words: string[];
};

// The elder version must be found under each of the names that other apps give it.
const entries: Entry[] = [
  {
    key: 'elder',
    words: [
      '长辈版',
      '亲情版',
      '关爱版',
      '关怀版',
      '老人版',
      '老年版',
      '适老',
      '大字版',
      '大字',
      'elder',
      'senior',
      'large text',
      'zhangbeiban',
      'zbb',
    ],
  },
  { key: 'font', words: ['字体大小', '字号', '大字', '字体', '看不清', 'font size', 'text size', 'ziti'] },
  {
    key: 'report',
    words: [
      '随手拍',
      '上报',
      '反映',
      '投诉',
      '举报',
      '求助',
      '报修',
      'report',
      'photo report',
      'complain',
      'suishoupai',
      'ssp',
    ],
  },
  { key: 'mine', words: ['我的上报', '进度', '查询', '案卷', '评价', '催办', 'my reports', 'progress', 'rate'] },
  { key: 'notices', words: ['社区公告', '通知', '公告', 'notices', 'news', 'gonggao'] },
  {
    key: 'own',
    words: ['我的数据', '我的信息', '个人信息', '更正', '谁看过', '隐私', 'my data', 'privacy', 'correct', 'shuju'],
  },
  {
    key: 'alarms',
    words: ['家里的安全', '烟感', '燃气报警', '求助按钮', '报警', '设备', 'safety', 'alarm', 'smoke', 'anquan'],
  },
  { key: 'community', words: ['我的社区', '所在社区', '姓名', 'community', 'name'] },
  { key: 'language', words: ['语言', '英文', '英语', 'language', 'english', 'chinese', 'yuyan'] },
  { key: 'call', words: ['12345', '打电话', '热线', '电话', 'hotline', 'call', 'phone'] },
];

/** The doors whose names hold what was typed, or are held by it; the best match first. */
export function findEntries(query: string): Entry[] {
  const typed = query.trim().toLowerCase();
  if (typed === '') return [];
  return entries
    .map((entry) => ({ entry, score: Math.max(...entry.words.map((word) => score(word, typed))) }))
    .filter(({ score: points }) => points > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function score(word: string, typed: string): number {
  if (word === typed) return 3;
  if (word.startsWith(typed)) return 2;
  if (word.includes(typed)) return 1;
  return word.length > 1 && typed.includes(word) ? 1.5 : 0;
}
