const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads a date-time of the W3C profile of ISO 8601; the time zone is mandatory (GeoReport v2, "Date/Time").
 * A plus sign that a client forgot to encode arrives as a blank and is taken for what it was.
 * @returns undefined for anything else, 30 February included
 */
export function parseMoment(text: string): Date | undefined {
  const mended = text.trim().replace(/ (\d\d:?\d\d)$/, '+$1');
  const parts = PATTERN.exec(mended);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second = '00', zone = 'Z'] = parts;
  const inZone = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(inZone.getTime()) || inZone.getUTCDate() !== Number(day)) return undefined;
  const colon = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const moment = new Date(mended.slice(0, mended.length - zone.length) + colon);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** `2026-11-24T19:05:00+08:00`: local time of the district with its zone, whole seconds. */
export function writeMoment(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
