const PATTERN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})秒?(?:\.\d+)?|分)?)?$/;

/**
 * A time as Chinese offices write it (2019/4/25 9:32:09, 2019-04-25 09:32, 2019年4月25日), local time of China. A day
 * without a time is its beginning.
 * @returns undefined for anything else, 30 February included
 */
export function readLocalTime(text: string): Date | undefined {
  const parts = PATTERN.exec(text.trim());
  if (!parts) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part))) as [
    number,
    number,
    number,
    number?,
    number?,
    number?,
  ];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day || year < 1949) return undefined;
  return new Date(local.getTime() - 8 * 3_600_000);
}
