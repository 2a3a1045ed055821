/**
 * Which part a pair belongs to, by its query (the left address) alone, so that no query stands in two parts: eight tenths
 * are learned from and looked at, two tenths only score.
 */
export function partOf(query: string): 'fit' | 'score' {
  let hash = 2_166_136_261; // FNV-1a over UTF-16 units
  for (let i = 0; i < query.length; i++) hash = Math.imul(hash ^ query.charCodeAt(i), 16_777_619);
  return (hash >>> 0) % 10 < 8 ? 'fit' : 'score';
}
