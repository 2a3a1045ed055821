import type { ActOffer } from '../offline/case-types.ts';

const RANK: Record<ActOffer['style'], number> = { primary: 0, normal: 1, danger: 2, minor: 3 };

/**
 * Which acts stand at the thumb: primary ones first, two at most, so that a button keeps a readable width on a narrow
 * phone; a minor or dangerous act only stands there when there is nothing else.
 */
export function splitOffers(offers: readonly ActOffer[]): { first: ActOffer[]; rest: ActOffer[] } {
  const sorted = [...offers].sort((a, b) => RANK[a.style] - RANK[b.style]);
  const likely = sorted.filter((offer) => offer.style === 'primary' || offer.style === 'normal');
  const first = (likely.length ? likely : sorted).slice(0, 2);
  return { first, rest: sorted.filter((offer) => !first.includes(offer)) };
}
