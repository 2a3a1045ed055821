import type { Matter } from '../queries/use-catalogue.ts';

/** What patrols meet most, by the codes of GB/T 47678.5; only those the district has in use are shown. */
const COMMON = ['M06010', 'M06012', 'M09009', 'M06036', 'M07001', 'M09012', 'M06013', 'M06042', 'M01023', 'M09006'];
const RECENT_KEY = 'gewu-field-recent-matters';
const SHOWN = 8;

/** The matter chosen now, those this worker reported lately, then the common ones; eight at most. */
export function quickMatters(matters: readonly Matter[], chosen: string | undefined): Matter[] {
  const byKey = new Map(matters.filter((matter) => matter.active).map((matter) => [matter.key, matter]));
  const keys = [...recentMatters(), ...COMMON];
  const shown = [...new Set(keys)].filter((key) => byKey.has(key)).slice(0, SHOWN);
  if (chosen && byKey.has(chosen) && !shown.includes(chosen)) shown.splice(0, shown.length === SHOWN ? 1 : 0, chosen);
  return shown.flatMap((key) => byKey.get(key) ?? []);
}

function recentMatters(): string[] {
  return (localStorage.getItem(RECENT_KEY) ?? '').split(',').filter(Boolean);
}

/** Remembers a reported matter for the next time. */
export function rememberMatter(key: string): void {
  localStorage.setItem(RECENT_KEY, [...new Set([key, ...recentMatters()])].slice(0, 4).join(','));
}
