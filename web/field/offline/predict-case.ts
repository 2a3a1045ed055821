import type { ActBody } from '../outbox/outbox-item.ts';
import type { ActOffer, CaseDetail, Declaration } from './case-types.ts';

export type Predicted = { state: string; stage: string; acts: ActOffer[]; predicted: boolean };

/**
 * What a case will look like once the acts that wait on this phone are accepted, so that a worker without network can
 * accept, finish and feed back one after the other. The declaration of the loop says where each act leads and who has
 * the turn then; the server still decides when the acts arrive. Nothing waiting: the server's own word.
 */
export function predictCase(
  detail: Pick<CaseDetail, 'state' | 'stage' | 'owner' | 'acts' | 'pausedAt' | 'partial'>,
  post: number | undefined,
  waiting: readonly ActBody[],
  declaration: Declaration | undefined,
): Predicted {
  if (!waiting.length && !detail.partial)
    return { state: detail.state, stage: detail.stage, acts: detail.acts, predicted: false };
  // Without the declaration nobody can tell what comes next: offer nothing rather than something wrong.
  if (!declaration) return { state: detail.state, stage: detail.stage, acts: [], predicted: waiting.length > 0 };
  let state = detail.state;
  let mine = detail.owner !== null && detail.owner.post === post;
  let paused = detail.pausedAt !== null;
  for (const { act } of waiting) {
    const known = declaration.acts[act];
    if (!known) continue;
    state = known.to ?? state;
    if (known.effects?.includes('pause')) paused = true;
    if (known.effects?.includes('resume')) paused = false;
    mine = mine && ['keep', 'handler', 'actor', undefined].includes(known.gives);
  }
  const rest = declaration.states[state];
  const acts = mine && rest && !rest.final && rest.turn === 'owner' ? offersOf(declaration, state, paused) : [];
  return { state, stage: rest?.stage ?? detail.stage, acts, predicted: waiting.length > 0 };
}

function offersOf(declaration: Declaration, state: string, paused: boolean): ActOffer[] {
  return Object.entries(declaration.acts)
    .filter(([key]) => !declaration.without?.includes(key))
    .filter(
      ([, act]) =>
        act.from.includes(state) && act.by.some((relation) => relation === 'owner' || relation === 'handler'),
    )
    .filter(([, { effects = [] }]) => !effects.includes(paused ? 'pause' : 'resume'))
    .map(([key, act]) => ({
      act: key,
      name: act.name,
      style: act.style ?? 'normal',
      ask: act.ask ?? null,
      evidence: act.evidence ?? 0,
      needsTarget: act.gives === 'target' || (act.effects ?? []).includes('ask-assist'),
    }));
}
