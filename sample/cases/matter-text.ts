import type { Matter } from '../../platform/catalogue/catalogue-cache.ts';
import { FACILITY_TEXTS } from './texts-facilities.ts';
import { STREET_TEXTS } from './texts-street.ts';

/** How people speak of a matter: what they report, and what was done. */
export type MatterText = {
  /** Key of a matter of the standard, or the name of a grassroots leaf. */
  matter: string;
  weight: number;
  /** Which picture shows it. */
  scene: string;
  reports: readonly string[];
  measures: readonly string[];
};
export type KnownMatter = MatterText & { entry: Matter };

const FRONTS = ['', '', '', '您好，', '网格员同志，', '反映一个问题：', '工作人员你好，'];
const TAILS = [
  '',
  '',
  '',
  '麻烦尽快处理。',
  '希望能有人管管。',
  '已经跟物业说过几次，没有结果。',
  '请回复处理结果，谢谢！',
  '昨天就这样了。',
];

/** Texts with their entries in the catalogue. @throws Error for a text whose matter the catalogue does not have */
export function knownMatters(matters: ReadonlyMap<string, Matter>): KnownMatter[] {
  const byName = new Map(
    [...matters.values()].filter(({ kind }) => kind === 'grassroots').map((matter) => [matter.name.zh, matter]),
  );
  return [...STREET_TEXTS, ...FACILITY_TEXTS].map((text) => {
    const entry = matters.get(text.matter) ?? byName.get(text.matter);
    if (!entry) throw new Error(`the catalogue has no matter ${text.matter}`);
    return { ...text, entry };
  });
}

/** A report in the reporter's words. */
export function wordReport(text: MatterText, place: string, pick: <T>(items: readonly T[]) => T): string {
  return pick(FRONTS) + pick(text.reports).replace('{p}', place) + pick(TAILS);
}
