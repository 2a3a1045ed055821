const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100 };
const CHINESE = /[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰]+/g;

/**
 * A number in Chinese signs as digits: 十二 → 12, 二百零三 → 203, 三〇一 → 301, 叁 → 3. Ordinary and financial forms.
 * @param text only such signs
 */
export function readNumeral(text: string): string {
  if (!/[十拾百佰]/.test(text)) return [...text].map((sign) => DIGITS[sign] ?? 0).join('');
  let total = 0;
  let digit = 0;
  let pending = false;
  for (const sign of text) {
    const unit = UNITS[sign];
    if (unit === undefined) {
      digit = DIGITS[sign] ?? 0;
      pending = true;
    } else {
      total += (pending ? digit : 1) * unit;
      digit = 0;
      pending = false;
    }
  }
  return String(total + digit);
}

/** Every Chinese number within a text as digits: 二单元 → 2单元. Text without any comes back untouched. */
export function digitsOf(text: string): string {
  return text.replace(CHINESE, readNumeral);
}
