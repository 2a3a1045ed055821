import { escapeXml, fitText, styleSvg, type Theme } from '../charts/style-svg.ts';
import type { Explanation } from './explain-pair.ts';

export type Language = 'zh' | 'en';

const WORDS = {
  zh: {
    title: (l: string, r: string) => `${l} 与 ${r} 的匹配依据`,
    start: '起点',
    startNote: '任取两行的先验',
    total: '合计',
    probability: (p: string) => `同一对象的概率 ${p}`,
    threshold: (t: string) => `合并阈值 ${t}`,
    none: '（空）',
    frequency: (w: string) => `罕见程度 ${w}`,
  },
  en: {
    title: (l: string, r: string) => `Why ${l} and ${r} are or are not one`,
    start: 'start',
    startNote: 'any two rows',
    total: 'total',
    probability: (p: string) => `probability of one ${p}`,
    threshold: (t: string) => `joined from ${t}`,
    none: '(none)',
    frequency: (w: string) => `rarity ${w}`,
  },
} as const;

const WIDTH = 860;
const LABEL = 330;
const ROW = 46;
const TOP = 64;

/** The waterfall of an explained pair as an SVG: every comparison takes the weight up or down from where it stood. */
export function drawWaterfall(
  explanation: Explanation,
  options: { language: Language; threshold?: number; theme?: Theme },
): string {
  const { language, threshold } = options;
  const words = WORDS[language];
  const steps = [
    { name: words.start, note: words.startNote, values: '', from: 0, to: explanation.priorWeight, kind: 'start' },
    ...explanation.steps.map((step, at) => {
      const before = explanation.steps.slice(0, at).reduce((sum, { weight }) => sum + weight, explanation.priorWeight);
      const common = Math.abs(step.fromFrequency) >= 0.05 ? ` · ${words.frequency(signed(step.fromFrequency))}` : '';
      return {
        name: step.name[language],
        note: step.levelName[language] + common,
        values: step.values.map(({ left, right }) => `${left ?? words.none} ↔ ${right ?? words.none}`).join('; '),
        from: before,
        to: before + step.weight,
        kind: step.weight >= 0 ? 'for' : 'against',
      };
    }),
    { name: words.total, note: '', values: '', from: 0, to: explanation.weight, kind: 'start' },
  ];
  const ends = [0, threshold ?? 0, ...steps.flatMap(({ from, to }) => [from, to])];
  const least = Math.min(...ends);
  const span = Math.max(...ends) - least || 1;
  const x = (weight: number): number => LABEL + 24 + ((weight - least) / span) * (WIDTH - LABEL - 100);
  const height = TOP + steps.length * ROW + 20;
  const body: string[] = [
    `<text x="20" y="30" class="head">${escapeXml(fitText(words.title(explanation.left, explanation.right), WIDTH - 60))}</text>`,
    `<line x1="${x(0)}" x2="${x(0)}" y1="${TOP - 8}" y2="${height - 14}" stroke="var(--rule)"/>`,
  ];
  if (threshold !== undefined)
    body.push(
      `<line x1="${x(threshold)}" x2="${x(threshold)}" y1="${TOP - 8}" y2="${height - 14}" stroke="var(--quiet)" stroke-dasharray="4 4"/>`,
      `<text x="${x(threshold)}" y="${TOP - 14}" text-anchor="middle" class="quiet">${escapeXml(words.threshold(signed(threshold)))}</text>`,
    );
  for (const [at, step] of steps.entries()) {
    const y = TOP + at * ROW;
    const [left, right] = [x(Math.min(step.from, step.to)), x(Math.max(step.from, step.to))];
    const last = at === steps.length - 1;
    const weight = signed(last ? step.to : step.to - step.from);
    body.push(
      `<text x="20" y="${y + 17}"><tspan class="strong">${escapeXml(step.name)}</tspan><tspan dx="8" class="quiet">${escapeXml(fitText(step.note, LABEL - 110))}</tspan></text>`,
      `<text x="20" y="${y + 34}" class="quiet">${escapeXml(fitText(last ? words.probability(percent(explanation.probability)) : step.values, LABEL - 20))}</text>`,
      `<rect x="${left}" y="${y + 7}" width="${Math.max(2, right - left)}" height="20" rx="2" fill="var(--${step.kind})"/>`,
      `<text x="${right + 6}" y="${y + 22}" class="halo${last ? ' strong' : ''}">${weight}</text>`,
    );
    if (!last)
      body.push(
        `<line x1="${x(step.to)}" x2="${x(step.to)}" y1="${y + 27}" y2="${y + 7 + ROW}" stroke="var(--quiet)"/>`,
      );
  }
  const description = steps.map(({ name, note, from, to }) => `${name} ${note} ${signed(to - from)}`).join('; ');
  return styleSvg({
    width: WIDTH,
    height,
    title: words.title(explanation.left, explanation.right),
    description,
    body: body.join('\n'),
    ...(options.theme && { theme: options.theme }),
  });
}

/** A weight with its sign, the minus a real one. */
export function signed(weight: number): string {
  const text = Math.abs(weight).toFixed(1);
  if (text === '0.0') return '0';
  return weight < 0 ? `−${text}` : `+${text}`;
}

/** Never 100 % of what is only nearly sure. */
export function percent(probability: number): string {
  if (probability > 0.9999) return '> 99.99 %';
  if (probability < 0.0001) return '< 0.01 %';
  return `${(probability * 100).toFixed(2)} %`;
}
