import type { LinkageModel, LinkageWarning, Text } from '../types.ts';
import { count } from './speak.ts';

/** What a warning of training or counting means, in words. */
export function describeWarning(warning: LinkageWarning, model: LinkageModel): Text {
  switch (warning.kind) {
    case 'level-never-seen': {
      const comparison = model.comparisons.find(({ key }) => key === warning.comparison);
      const level = comparison?.levels[warning.level]?.name ?? { zh: '不同', en: 'different' };
      const name = comparison?.name ?? { zh: warning.comparison, en: warning.comparison };
      const among = warning.in === 'm' ? { zh: '匹配对', en: 'matches' } : { zh: '非匹配对', en: 'non-matches' };
      return {
        zh: `${name.zh}的“${level.zh}”在${among.zh}中从未出现，其权重为有界的推测。`,
        en: `${name.en}, level "${level.en}", was never seen among ${among.en}; its weight is a bounded guess.`,
      };
    }
    case 'comparison-never-free':
      return {
        zh: `比较项 ${warning.comparison} 在每条训练规则中都被固定，无法学习；请增加一条不含它的规则。`,
        en: `Comparison ${warning.comparison} is fixed by every training rule and cannot be learned; add a rule without it.`,
      };
    case 'rule-explodes':
      return {
        zh: `分块规则 ${warning.rule} 将产生 ${count(warning.pairs)} 对，超过上限 ${count(warning.limit)}。`,
        en: `Blocking rule ${warning.rule} would compare ${count(warning.pairs)} pairs, over the limit of ${count(warning.limit)}.`,
      };
    case 'blocks-skipped':
      return {
        zh: `分块规则 ${warning.rule} 跳过 ${count(warning.blocks)} 个超过 ${count(warning.largest)} 行的块（共 ${count(warning.rows)} 行，例如 ${warning.example}）。`,
        en: `Blocking rule ${warning.rule} skips ${count(warning.blocks)} blocks of over ${count(warning.largest)} rows (${count(warning.rows)} rows, e.g. ${warning.example}).`,
      };
    case 'prior-without-matches':
      return {
        zh: '确定性规则一对也没有找到，先验为推测。',
        en: 'The deterministic rules found no pair at all; the prior is a guess.',
      };
  }
}
