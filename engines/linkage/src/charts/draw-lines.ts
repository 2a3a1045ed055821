import { escapeXml, styleSvg, type Theme } from './style-svg.ts';

export type Series = {
  name: string;
  /** Falls back on neither colour alone: each series has a stroke of its own. */
  colour: 'a' | 'b' | 'c';
  points: { x: number; y: number }[];
};

const WIDTH = 760;
const HEIGHT = 420;
const BOX = { left: 64, right: 736, top: 84, bottom: 356 };
const DASHES = { a: '', b: '8 4', c: '2 3' };

/**
 * Lines of shares (0 to 1) over match weights as an SVG, e.g. precision, recall and F1 by threshold. `mark` draws an
 * upright line with a word at one weight.
 */
export function drawLines(picture: {
  title: string;
  xLabel: string;
  series: Series[];
  mark?: { x: number; word: string };
  theme?: Theme;
}): string {
  const { title, series, mark } = picture;
  const xs = series.flatMap(({ points }) => points.map((point) => point.x));
  const least = Math.floor(Math.min(...(xs.length ? [minimum(xs)] : [0])));
  const most = Math.max(least + 1, Math.ceil(xs.length ? maximum(xs) : 1));
  const x = (value: number): number => BOX.left + ((value - least) / (most - least)) * (BOX.right - BOX.left);
  const y = (value: number): number => BOX.bottom - value * (BOX.bottom - BOX.top);
  const body = [`<text x="20" y="30" class="head">${escapeXml(title)}</text>`];
  for (const share of [0, 0.25, 0.5, 0.75, 1])
    body.push(
      `<line x1="${BOX.left}" x2="${BOX.right}" y1="${y(share)}" y2="${y(share)}" stroke="var(--rule)"/>`,
      `<text x="${BOX.left - 8}" y="${y(share) + 4}" text-anchor="end" class="quiet">${share * 100} %</text>`,
    );
  for (const weight of ticks(least, most))
    body.push(
      `<text x="${x(weight)}" y="${BOX.bottom + 20}" text-anchor="middle" class="quiet">${String(weight).replace('-', '−')}</text>`,
    );
  body.push(
    `<text x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 44}" text-anchor="middle">${escapeXml(picture.xLabel)}</text>`,
  );
  for (const [at, { name, colour, points }] of series.entries()) {
    const line = thin(points)
      .map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`)
      .join(' ');
    const stroke = `fill="none" stroke="var(--${colour})" stroke-width="2.5" stroke-dasharray="${DASHES[colour]}"`;
    const legend = BOX.left + at * 170;
    body.push(
      `<polyline points="${line}" ${stroke}/>`,
      `<line x1="${legend}" x2="${legend + 30}" y1="56" y2="56" ${stroke}/>`,
      `<text x="${legend + 38}" y="60">${escapeXml(name)}</text>`,
    );
  }
  if (mark) {
    const end = x(mark.x) > (BOX.left + BOX.right) / 2;
    body.push(
      `<line x1="${x(mark.x)}" x2="${x(mark.x)}" y1="${BOX.top}" y2="${BOX.bottom}" stroke="var(--ink)" stroke-dasharray="4 4"/>`,
      `<text x="${x(mark.x) + (end ? -6 : 6)}" y="${BOX.bottom - 10}" text-anchor="${end ? 'end' : 'start'}">${escapeXml(mark.word)}</text>`,
    );
  }
  const description = mark ? `${picture.xLabel}: ${mark.word}` : picture.xLabel;
  return styleSvg({
    width: WIDTH,
    height: HEIGHT,
    title,
    description,
    body: body.join('\n'),
    ...(picture.theme && { theme: picture.theme }),
  });
}

const minimum = (values: number[]): number => values.reduce((least, value) => Math.min(least, value));
const maximum = (values: number[]): number => values.reduce((most, value) => Math.max(most, value));

/** Round numbers between the ends, about ten. */
function ticks(least: number, most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((size) => (most - least) / size <= 10) ?? 100;
  const first = Math.ceil(least / step) * step;
  return Array.from({ length: Math.floor((most - first) / step) + 1 }, (_, at) => first + at * step);
}

/** No more points than a picture can show. */
function thin<T>(points: T[]): T[] {
  const step = Math.ceil(points.length / 1000);
  return points.filter((_, at) => at % step === 0 || at === points.length - 1);
}
