/** A report that was not sent yet. It lives on this phone, under the account that writes it. */
export type ReportDraft = {
  /** The id under which it is sent as often as it takes; the server opens one case for it. */
  actId: string;
  description: string;
  photos: string[];
  lon: number | null;
  lat: number | null;
  /** Address or landmark, as typed. */
  place: string;
  /** Community of the address, when there is no point. */
  area: string | null;
  matter: string | null;
  anonymous: boolean;
};
export type Part = 'text' | 'photos' | 'place' | 'kind' | 'send';

/** Pages of the report: everything at once and a last look, or one thing a page for the elder version. */
export const reportPages: Record<'ordinary' | 'elder', Part[][]> = {
  ordinary: [['text', 'photos', 'place', 'kind'], ['send']],
  elder: [['text'], ['photos'], ['place'], ['kind'], ['send']],
};
export const MOST_PHOTOS = 6;
const keyOf = (account: string) => `gewu-report:${account}`;

/** The kept draft, or an empty one. @param homeArea where the reporter lives, the first guess for the place */
export function readReportDraft(account: string, homeArea: string | null): ReportDraft {
  const kept = localStorage.getItem(keyOf(account));
  if (kept) return JSON.parse(kept) as ReportDraft;
  return {
    actId: crypto.randomUUID(),
    description: '',
    photos: [],
    lon: null,
    lat: null,
    place: '',
    area: homeArea,
    matter: null,
    anonymous: false,
  };
}

/** Keeps the draft on this phone. */
export function keepReportDraft(account: string, draft: ReportDraft): void {
  localStorage.setItem(keyOf(account), JSON.stringify(draft));
}

/** Forgets the draft and its photos: it was sent, or its writer leaves this phone. */
export async function clearReportDraft(account: string): Promise<void> {
  const kept = localStorage.getItem(keyOf(account));
  localStorage.removeItem(keyOf(account));
  if (!kept) return;
  const { photos } = JSON.parse(kept) as ReportDraft;
  if (photos.length > 0) await (await import('./photo-store.ts')).forgetPhotos(photos);
}

/** What is still missing on a page, as keys of `report.need`; empty when one may go on. */
export function missingParts(draft: ReportDraft, parts: readonly Part[]): ('text' | 'place')[] {
  const missing: ('text' | 'place')[] = [];
  if (parts.includes('text') && [...draft.description.trim()].length < 2) missing.push('text');
  if (parts.includes('place') && draft.lon === null && draft.area === null) missing.push('place');
  return missing;
}

/** The body of `POST /api/cases`. A point decides the area by itself; the community counts where there is none. */
export function bodyOf(draft: ReportDraft): Record<string, unknown> {
  const { actId, photos, lon, lat, area, matter, anonymous } = draft;
  const place = draft.place.trim();
  return {
    actId,
    description: draft.description.trim(),
    ...(lon !== null && lat !== null ? { lon, lat } : area !== null && { area }),
    ...(place && { place }),
    ...(matter !== null && { matter }),
    ...(photos.length > 0 && { files: photos }),
    ...(anonymous && { anonymous }),
  };
}
