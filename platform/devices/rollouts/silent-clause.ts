import { LISTENING_SINCE } from '../intake/note-presence.ts';

/**
 * SQL that says whether a device `x` of a rollout `r` with the state `s` was updated and has not been heard for too long
 * since. While no server listened, nobody was silent.
 */
export const IS_SILENT = `(x.phase = 'done' and not x.back and greatest(s.heard_at, x.done_at,
  (select (value #>> '{}')::timestamptz from setting where key = '${LISTENING_SINCE}')) < now() - make_interval(secs => r.silent_s))`;
