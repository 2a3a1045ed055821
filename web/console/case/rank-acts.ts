import type { ActOffer } from '../../kit/act-form.tsx';

export type RankedActs = { main: ActOffer[]; danger: ActOffer[]; more: ActOffer[] };

/** How many acts stand open; more would be a wall of buttons in which the right one is not found. */
const openPlaces = 5;

/**
 * Sorts what is offered into buttons: primary acts first, then normal ones while there is room; dangerous acts
 * apart; minor ones and what found no room behind "more".
 */
export function rankActs(offers: readonly ActOffer[]): RankedActs {
  const of = (style: ActOffer['style']) => offers.filter((offer) => offer.style === style);
  const lined = [...of('primary'), ...of('normal')];
  const minor = of('minor');
  // a leader, say, has minor acts alone: a bar that is empty but for "more" would hide them for nothing
  if (lined.length === 0)
    return { main: minor.slice(0, openPlaces), danger: of('danger'), more: minor.slice(openPlaces) };
  return { main: lined.slice(0, openPlaces), danger: of('danger'), more: [...lined.slice(openPlaces), ...minor] };
}
