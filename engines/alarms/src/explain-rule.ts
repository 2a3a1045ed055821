import {
  type AlarmRule,
  type Condition,
  type Level,
  type Operand,
  type Schedule,
  SEVERITIES,
  type Text,
} from './types.ts';

/** Names and units of keys and attributes, for the words of a rule. */
export type Lexicon = Readonly<Record<string, { name: Text; unit?: string }>>;

type Language = 'zh' | 'en';
const SIGNS = { '=': '=', '!=': '≠', '>': '>', '>=': '≥', '<': '<', '<=': '≤' } as const;
const WORDS = {
  contains: { zh: '包含', en: 'contains' },
  starts: { zh: '开头是', en: 'starts with' },
  silent: { zh: (s: string) => `${s} 秒没有消息`, en: (s: string) => `nothing heard for ${s} s` },
  owners: {
    device: { zh: '设备', en: 'device' },
    owner: { zh: '所属单位', en: 'owner' },
    area: { zh: '辖区', en: 'area' },
  },
  severities: {
    critical: { zh: '特急', en: 'Critical' },
    major: { zh: '严重', en: 'Major' },
    minor: { zh: '一般', en: 'Minor' },
    warning: { zh: '提示', en: 'Warning' },
    indeterminate: { zh: '待定', en: 'Indeterminate' },
  },
  days: {
    zh: ['', '一', '二', '三', '四', '五', '六', '日'],
    en: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  },
} as const;

/** A rule in words, one sentence a level and one for its end, for people who will never read a declaration. */
export function explainRule(rule: AlarmRule, lexicon: Lexicon): { severity: string | null; text: Text }[] {
  const levels = SEVERITIES.flatMap((severity) => {
    const level = rule.levels[severity];
    return level ? [{ severity: severity as string | null, text: sayLevel(level, lexicon) }] : [];
  });
  const end = rule.clear ? sayLevel(rule.clear, lexicon) : { zh: '只能由人工解除', en: 'Ended by a person only' };
  return [...levels, { severity: null, text: rule.clear ? { zh: `解除：${end.zh}`, en: `Ends: ${end.en}` } : end }];
}

/** The name of a severity. */
export const severityName = (severity: keyof typeof WORDS.severities): Text => WORDS.severities[severity];

function sayLevel(level: Level, lexicon: Lexicon): Text {
  const say = (language: Language) => {
    const zh = language === 'zh';
    const parts = [sayCondition(level.when, lexicon, language)];
    const operand = (part: Operand) => sayOperand(part, lexicon, language);
    if (level.seconds !== undefined)
      parts.push(zh ? `持续 ${operand(level.seconds)} 秒` : `for ${operand(level.seconds)} s`);
    if (level.times !== undefined)
      parts.push(zh ? `连续 ${operand(level.times)} 次` : `${operand(level.times)} times in a row`);
    if (level.schedule) parts.push(saySchedule(level.schedule, language));
    return parts.join(zh ? '，' : ', ');
  };
  return { zh: say('zh'), en: say('en') };
}

function sayCondition(condition: Condition, lexicon: Lexicon, language: Language): string {
  const inner = (part: Condition) => {
    const text = sayCondition(part, lexicon, language);
    return 'all' in part || 'any' in part ? `(${text})` : text;
  };
  if ('all' in condition) return condition.all.map(inner).join(language === 'zh' ? ' 且 ' : ' and ');
  if ('any' in condition) return condition.any.map(inner).join(language === 'zh' ? ' 或 ' : ' or ');
  if ('not' in condition)
    return `${language === 'zh' ? '并非 ' : 'not '}(${sayCondition(condition.not, lexicon, language)})`;
  if ('silent' in condition) return WORDS.silent[language](sayOperand(condition.silent, lexicon, language));
  const sign = condition.is in SIGNS ? SIGNS[condition.is as '='] : WORDS[condition.is as 'contains'][language];
  const { left, right } = condition;
  const unit = typeof left === 'object' && 'key' in left ? lexicon[left.key]?.unit : undefined;
  return `${sayOperand(left, lexicon, language)} ${sign} ${sayOperand(right, lexicon, language)}${unit ? ` ${unit}` : ''}`;
}

function sayOperand(operand: Operand, lexicon: Lexicon, language: Language): string {
  if (typeof operand === 'boolean') return language === 'zh' ? (operand ? '是' : '否') : operand ? 'yes' : 'no';
  if (typeof operand !== 'object') return String(operand);
  if ('key' in operand) return lexicon[operand.key]?.name[language] ?? operand.key;
  if ('attribute' in operand) {
    const name = lexicon[operand.attribute]?.name[language] ?? operand.attribute;
    const whose = WORDS.owners[operand.of ?? 'device'][language];
    const stands =
      operand.default === undefined
        ? ''
        : language === 'zh'
          ? `，缺省 ${operand.default}`
          : `, else ${operand.default}`;
    return language === 'zh' ? `${whose}设定的“${name}”${stands}` : `the ${whose}'s "${name}"${stands}`;
  }
  const [a, b] = operand.of.map((part) => sayOperand(part, lexicon, language));
  return `(${a} ${operand.calc} ${b})`;
}

function saySchedule(schedule: Schedule, language: Language): string {
  if ('attribute' in schedule) return language === 'zh' ? '只在设定的时段内' : 'only in the times that are set';
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const spans = schedule.spans.map((span) => {
    const days =
      span.days.length === 7
        ? language === 'zh'
          ? '每天'
          : 'daily'
        : span.days.map((day) => WORDS.days[language][day]).join(language === 'zh' ? '、' : ' ');
    const prefix = language === 'zh' && span.days.length < 7 ? '周' : '';
    return `${prefix}${days} ${clock(span.from)}–${clock(span.to)}`;
  });
  return language === 'zh' ? `只在${spans.join('；')}` : `only ${spans.join('; ')}`;
}
