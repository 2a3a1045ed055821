import type { FormValues } from '../../kit/json-form.ts';

/** What the call taker has typed so far. */
export type CallDraft = {
  actId: string;
  name: string;
  phone: string;
  text: string;
  place: string;
  area?: string | undefined;
  lon?: number | undefined;
  lat?: number | undefined;
  matter?: string | undefined;
  urgency?: 'critical' | 'urgent' | 'normal' | undefined;
  confidential: boolean;
  values: FormValues;
};
export type CallFault = 'text' | 'place' | 'phone';

/** A fresh call. Its id is made now, so that sending it twice opens one case. */
export function startCall(defaults: FormValues = {}): CallDraft {
  return {
    actId: crypto.randomUUID(),
    name: '',
    phone: '',
    text: '',
    place: '',
    confidential: false,
    values: defaults,
  };
}

/** What is missing or impossible; a caller may stay unnamed, but a case without words or place reaches nobody. */
export function checkCall(draft: CallDraft): CallFault[] {
  const faults: CallFault[] = [];
  if (draft.phone !== '' && !/^[0-9+ -]{5,20}$/.test(draft.phone)) faults.push('phone');
  if (draft.text.trim().length < 2) faults.push('text');
  if (draft.place.trim() === '' && draft.area === undefined && draft.lon === undefined) faults.push('place');
  return faults;
}

/** The body of `POST /api/cases` for the call. */
export function writeCall(draft: CallDraft, attributes: FormValues): Record<string, unknown> {
  const contact =
    draft.name.trim() === '' && draft.phone.trim() === ''
      ? undefined
      : { name: draft.name.trim(), phone: draft.phone.trim() };
  return {
    actId: draft.actId,
    procedure: 'hotline-ticket',
    source: 'hotline',
    channel: 'phone',
    description: draft.text.trim(),
    ...(contact === undefined ? { anonymous: true } : { contact }),
    ...(draft.place.trim() === '' ? {} : { place: draft.place.trim() }),
    ...(draft.lon === undefined || draft.lat === undefined ? {} : { lon: draft.lon, lat: draft.lat }),
    ...(draft.area === undefined ? {} : { area: draft.area }),
    ...(draft.matter === undefined ? {} : { matter: draft.matter }),
    ...(draft.urgency === undefined ? {} : { urgency: draft.urgency }),
    ...(draft.confidential ? { confidential: true } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}
