import type { ReportBody } from '../outbox/outbox-item.ts';
import type { Matter } from '../queries/use-catalogue.ts';
import type { Draft } from '../store/field-database.ts';

/**
 * What is sent of a draft. A finding on patrol has no resident who waits for an answer, so it takes the patrol's own
 * procedure unless the matter has a special one.
 */
export function reportBody(draft: Draft, matter: Matter | undefined): ReportBody {
  const general = !matter || matter.procedure === 'standard-matter';
  return {
    description: draft.description.trim() || matter?.name.zh || '',
    ...(draft.urgency && { urgency: draft.urgency }),
    ...(general && { procedure: 'patrol-finding' }),
    ...(draft.matter && { matter: draft.matter }),
    ...(draft.place.trim() && { place: draft.place.trim() }),
    ...(draft.lon !== undefined && draft.lat !== undefined && { lon: draft.lon, lat: draft.lat }),
  };
}
