export type Role =
  | 'grid_worker'
  | 'duty_officer'
  | 'street_desk'
  | 'district_desk'
  | 'department_desk'
  | 'department_worker'
  | 'leader'
  | 'manager'
  | 'auditor';

export type Post = {
  id: number;
  area: string;
  role: Role;
  organisation: number;
  organisationKind: string;
  name: string;
};

/** Who acts. Staff act as one post at a time; the post decides what they see and may do. */
export type Actor =
  | { kind: 'staff'; account: string; name: string; post: Post }
  | { kind: 'resident'; account: string }
  | { kind: 'key'; account: string; keyId: string; area: string; permissions: string[] }
  | { kind: 'system'; account: 'system' };

export const SYSTEM: Actor = { kind: 'system', account: 'system' };

/** The area an actor looks after; the empty text for actors without one. */
export function areaOf(actor: Actor): string {
  return actor.kind === 'staff' ? actor.post.area : actor.kind === 'key' ? actor.area : '';
}
