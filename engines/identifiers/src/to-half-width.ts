/**
 * Full-width letters, digits and signs (Ａ１（　) as their ordinary forms. Unicode puts U+FF01–FF5E exactly 0xFEE0 above
 * ASCII and the ideographic space at U+3000. Text without any comes back untouched.
 */
export function toHalfWidth(text: string): string {
  let from = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3000 || (code >= 0xff01 && code <= 0xff5e)) {
      from = i;
      break;
    }
  }
  if (from < 0) return text;
  let out = text.slice(0, from);
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out += code === 0x3000 ? ' ' : code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : text[i];
  }
  return out;
}
