import { thresholds } from '../../kit/thresholds.ts';

/** The smallest text of a page as a share of its main text; nothing in `resident.css` goes below it. */
export const SMALLEST = 0.9;
/** Line height over font size, for all text. */
const LINE = 1.5;
const largest = Math.ceil(thresholds.largestFont / SMALLEST);

/** px of main text, from the first step to the last. */
export const fontSteps = {
  ordinary: [17, 20, 25, largest],
  elder: [Math.max(22, Math.ceil(thresholds.elderFont / SMALLEST)), 26, 30, largest],
} as const;

/** The design's numbers as CSS variables, all of them at or above the thresholds. */
export function tokensFor(elder: boolean, step: number) {
  const steps = elder ? fontSteps.elder : fontSteps.ordinary;
  const target = elder ? thresholds.elderTarget : thresholds.target;
  return {
    '--r-font': `${steps[Math.min(Math.max(step, 0), steps.length - 1)]}px`,
    '--r-line': String(Math.max(LINE, thresholds.lineHeight)),
    '--r-paragraph': `${thresholds.paragraphGap * Math.max(LINE, thresholds.lineHeight)}em`,
    '--r-target': `${target}px`,
    '--kit-min-target': `${target}px`,
  };
}
