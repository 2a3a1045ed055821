import { digitsOf } from './read-numeral.ts';

const PREFIX = /^(?:第|-(?=\d))/;
const SUFFIX =
  /(?:号楼|号院|号店铺|号商铺|号店面|号铺位|号铺|号门面|号门|号房|号摊位|号档口|号厂房|号公寓|号库|号|[#＃]楼?|栋楼?|幢楼?|座|楼层|楼|单元|门|层|室|户|房|铺位|铺|店面|商铺|店铺|摊位|档口|车间)$/;

/** Suffixes that simply go: most pieces are digits and one of these, and need no pattern. */
const PLAIN: ReadonlySet<string> = new Set([
  '',
  '号楼',
  '号',
  '#',
  '栋',
  '幢',
  '座',
  '楼',
  '单元',
  '门',
  '层',
  '室',
  '户',
]);

function countDigits(piece: string): number {
  let at = 0;
  while (at < piece.length && piece.charCodeAt(at) >= 48 && piece.charCodeAt(at) <= 57) at++;
  return at;
}

/**
 * A numbered piece in its normal form: 三号楼, 3#, 叁幢, 03栋 → 3; 负一层 → -1; b座 → B; 14组 keeps its 组; 68弄 its 弄.
 */
export function plainNumber(piece: string): string {
  const digits = countDigits(piece);
  if (digits > 0 && PLAIN.has(piece.slice(digits)))
    return piece[0] === '0' ? String(Number(piece.slice(0, digits))) : piece.slice(0, digits);
  const below = /^(?:负|地下)/.test(piece);
  let number = piece.replace(/[(,，;；。、.].*$/, '').replace(SUFFIX, '');
  number = digitsOf(below ? number.replace(/^(?:负|地下)/, '') : number.replace(PREFIX, ''))
    .toUpperCase()
    .replace(/[–—~至]/g, '-');
  if (/[层楼Ff]$/i.test(piece)) number = number.replace(/^B(?=\d)/, '-').replace(/(\d)F$/, '$1');
  number = number.replace(/^0+(?=\d)/, '');
  return below ? `-${number}` : number;
}
