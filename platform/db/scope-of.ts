import type { Actor } from '../access/actor.ts';

const safe = (text: string): string => {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error('unsafe scope');
  return text;
};

/** The `set local` statements of an actor's scope. */
export function scopeOf(actor: Actor): string {
  const set = (role: string, area: string, post: number, unit: number) =>
    `set local role ${role}; set local gewu.lo = '${safe(area)}'; set local gewu.hi = '${safe(area)}${area ? ':' : ''}'; ` +
    `set local gewu.account = '${safe(actor.account)}'; set local gewu.post = '${post}'; set local gewu.unit = '${unit}'`;
  switch (actor.kind) {
    case 'system':
      return 'set local role gewu_system';
    case 'resident':
      return set('gewu_resident', '', 0, 0);
    case 'key':
      return set('gewu_staff', actor.area, 0, 0);
    case 'staff':
      return actor.post.organisationKind === 'department' && actor.post.role.startsWith('department')
        ? set('gewu_department', '', actor.post.id, actor.post.organisation)
        : set('gewu_staff', actor.post.area, actor.post.id, actor.post.organisation);
  }
}
