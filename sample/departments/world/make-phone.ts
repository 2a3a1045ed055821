const PREFIXES =
  '134 135 136 137 138 139 147 150 151 152 157 158 159 178 182 183 187 188 130 131 132 155 156 166 176 185 186 133 153 173 177 180 181 189 191 199'.split(
    ' ',
  );

/**
 * A mobile number made of two numbers by mixing: the same two give the same phone. Made up; it may by chance be somebody's,
 * nobody is ever called.
 */
export function makePhone(seed: number, nth: number): string {
  let h = Math.imul(seed ^ 0x2545f491, 0x9e3779b1) ^ Math.imul(nth + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  h ^= h >>> 15;
  const low = (h >>> 0) % 100_000_000;
  return PREFIXES[(Math.imul(h, 31) >>> 8) % PREFIXES.length] + String(low || 1).padStart(8, '0');
}
