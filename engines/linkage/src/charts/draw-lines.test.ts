import { expect, it } from 'vitest';
import { drawLines } from './draw-lines.ts';

const picture = {
  title: 'F1 < 1 & rising',
  xLabel: 'threshold',
  series: [
    {
      name: 'F1',
      colour: 'c' as const,
      points: [
        { x: -4, y: 0 },
        { x: 6, y: 1 },
      ],
    },
  ],
  mark: { x: 6, word: 'best' },
};

it('draws each point in its place, with a title that can be read aloud', () => {
  const svg = drawLines(picture);
  // The box runs from 64 to 736 across −4 … 6 and from 356 up to 84 over 0 … 1.
  expect(svg).toContain('points="64.0,356.0 736.0,84.0"');
  expect(svg).toContain('<title>F1 &#60; 1 &#38; rising</title>');
  expect(svg).toMatch(/role="img" aria-label="F1 /);
  expect(svg).toContain('prefers-color-scheme:dark');
});

it('stays small however many points there are, and keeps the last', () => {
  const points = Array.from({ length: 100_000 }, (_, i) => ({ x: i / 1000, y: 0.5 }));
  const svg = drawLines({ ...picture, series: [{ ...picture.series[0]!, points }] });
  expect(svg.length).toBeLessThan(30_000);
  expect(svg).toContain('736.0,220.0"');
});

it('draws an empty frame where there is nothing to draw', () => {
  const { mark: _, ...bare } = picture;
  expect(drawLines({ ...bare, series: [] })).not.toContain('NaN');
});
