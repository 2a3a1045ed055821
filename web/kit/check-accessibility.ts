import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { type Finding, measurePage } from './accessibility/measure-page.ts';
import { thresholds } from './thresholds.ts';

export type { Finding } from './accessibility/measure-page.ts';

type Options = {
  /** The page is in the elder version. */
  elder?: boolean;
  /** The reader chose the largest text. */
  largest?: boolean;
  /** The reader opened the dialog that is on the screen. */
  asked?: boolean;
  /** Rules of axe-core to leave out, each for a reason given where it is called. */
  without?: string[];
};
type AxeResult = { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Everything on the page as it stands that is below the norm's table or that axe-core finds (row 6 for contrast, 0 for
 * the rest). An empty list means clean.
 */
export async function checkAccessibility(page: Page, options: Options = {}): Promise<Finding[]> {
  const { elder = false, largest = false, asked = false, without = [] } = options;
  const measured = await page.evaluate(measurePage, { elder, largest, asked, limits: thresholds });
  return [...measured, ...(await runAxe(page, without))];
}

/** The findings as lines, for a message that people read. */
export function listFindings(findings: readonly Finding[]): string[] {
  return findings.map(({ row, what, where }) => `row ${row}: ${what} — ${where}`);
}

async function runAxe(page: Page, without: readonly string[]): Promise<Finding[]> {
  // as an expression, not as a script element: the pages' policy allows none of those
  await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async (rules): Promise<AxeResult[]> => {
      const { axe } = globalThis as unknown as {
        axe: { run: (root: Document, options: object) => Promise<{ violations: AxeResult[] }> };
      };
      return (await axe.run(document, { rules, resultTypes: ['violations'] })).violations;
    },
    Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => ({
      row: id === 'color-contrast' ? 6 : 0,
      what: `${id}: ${help}`,
      where: target.join(' '),
    })),
  );
}
