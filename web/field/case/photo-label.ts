const BEFORE = ['take', 'self_handle', 'confirm', 'arrive_assist'];
const AFTER = ['finish', 'settle', 'answer_assist', 'verify_pass', 'verify_close'];

/** Key of the words over the photos of an act: taken before the work, after it, or neither. */
export function photoLabel(act: string): 'field.act.photosBefore' | 'field.act.photosAfter' | 'field.act.photos' {
  if (BEFORE.includes(act)) return 'field.act.photosBefore';
  return AFTER.includes(act) ? 'field.act.photosAfter' : 'field.act.photos';
}
