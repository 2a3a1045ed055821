export type Theme = 'light' | 'dark' | 'auto';

const LIGHT = {
  '--paper': '#ffffff',
  '--ink': '#1f2328',
  '--quiet': '#59636e',
  '--rule': '#d1d9e0',
  '--a': '#0b62c4',
  '--b': '#b24a00',
  '--c': '#137a43',
  '--for': '#137a43',
  '--against': '#c02b2b',
  '--start': '#59636e',
};

const DARK = {
  '--paper': '#161b22',
  '--ink': '#e6edf3',
  '--quiet': '#9ba7b4',
  '--rule': '#3a434e',
  '--a': '#6cb0ff',
  '--b': '#ff9f5a',
  '--c': '#56d08a',
  '--for': '#56d08a',
  '--against': '#ff8078',
  '--start': '#9ba7b4',
};

/**
 * The frame of every picture of this library: an SVG of its own colours for light and dark paper (`auto` follows the
 * reader's system), with a title that a screen reader says.
 */
export function styleSvg(picture: {
  width: number;
  height: number;
  title: string;
  description: string;
  body: string;
  theme?: Theme;
}): string {
  const { width, height, title, description, body, theme = 'auto' } = picture;
  const write = (colours: Record<string, string>): string =>
    Object.entries(colours)
      .map(([name, value]) => `${name}:${value}`)
      .join(';');
  const dark = `@media (prefers-color-scheme:dark){.gewu-link{${write(DARK)}}}`;
  const own = theme === 'auto' ? '' : ` style="${write(theme === 'dark' ? DARK : LIGHT)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="gewu-link" role="img" aria-label="${escapeXml(title)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"${own}>
<title>${escapeXml(title)}</title>
<desc>${escapeXml(description)}</desc>
<style>.gewu-link{${theme === 'auto' ? write(LIGHT) : ''}}${theme === 'auto' ? dark : ''}.gewu-link text{font:13px system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;fill:var(--ink)}.gewu-link .quiet{fill:var(--quiet);font-size:12px}.gewu-link .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px}.gewu-link .strong{font-weight:600}.gewu-link .head{font-size:16px;font-weight:600}</style>
<rect width="${width}" height="${height}" fill="var(--paper)"/>
${body}
</svg>
`;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Cuts a text to a width in pixels at 13 px: a Chinese character counts 13, another 7.2. */
export function fitText(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const sign of text) {
    used += /[\u2e80-\uffff]/u.test(sign) ? 13 : 7.2;
    if (used > width) return `${kept.slice(0, -1)}…`;
    kept += sign;
  }
  return kept;
}
