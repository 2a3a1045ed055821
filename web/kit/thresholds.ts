/**
 * The numbers of the elder version and of every resident page. Two norms were compared (MIIT 2021 general design
 * specification for elder-friendly apps; T/TAF 114-2022) and the stricter value is kept. One CSS pixel stands for one
 * dp. Design tokens and checks both read from here.
 */
export const thresholds = {
  /** px: the largest text the reader can choose. */
  largestFont: 30,
  /** px: main text of the elder version. */
  elderFont: 18,
  /** Generic font family. */
  family: 'sans-serif',
  /** Line height over font size. */
  lineHeight: 1.3,
  /** Gap between paragraphs over line height. */
  paragraphGap: 1.3,
  /** Contrast of text, to 1. */
  contrast: 4.5,
  /** px: side of a main control of the elder version. */
  elderTarget: 60,
  /** px: side of any other control. */
  target: 44,
} as const;
