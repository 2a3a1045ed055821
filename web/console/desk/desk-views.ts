import { type DeskView, deskViews } from './desk-search.ts';

/** The lists a post has a use for: who may not act has no work of one's own, who may not report has entered nothing. */
export function viewsFor(permissions: readonly string[]): DeskView[] {
  return deskViews.filter((view) => {
    if (view === 'mine' || view === 'assist') return permissions.includes('case.act');
    return view === 'area' || permissions.includes('case.report');
  });
}

type Holder = { post: number | null; posts: { id: number; role: string }[]; permissions: string[] };

/** The list a desk opens with: one's own work, but the whole area for those who look after others' work. */
export function homeView(me: Holder | null | undefined): DeskView {
  const role = me?.posts.find((post) => post.id === me.post)?.role;
  return role === 'leader' || (me && !me.permissions.includes('case.act')) ? 'area' : 'mine';
}
