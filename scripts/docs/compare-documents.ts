import { findLinks } from './find-links.ts';

/**
 * How a document and its translation differ in what must be equal: the depth of the headings in order, the commands
 * in code blocks (comments aside), the pictures, the number of table rows and list items.
 * @returns one sentence a difference
 */
export function compareDocuments(one: string, other: string): string[] {
  const faults: string[] = [];
  const compare = (what: string, read: (text: string) => string[]) => {
    const [a, b] = [read(one), read(other)];
    const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => a[i] !== b[i]);
    if (at !== undefined) faults.push(`${what} ${at + 1} differs: ${a[at] ?? '(none)'} / ${b[at] ?? '(none)'}`);
  };
  compare('heading', (text) => prose(text).match(/^#+(?= )/gm) ?? []);
  compare('command', commands);
  compare('picture', (text) => findLinks(text).filter((link) => /\.(png|jpe?g|svg|webp)$/.test(link)));
  compare('number of table rows', (text) => [String((prose(text).match(/^\|/gm) ?? []).length)]);
  compare('number of list items', (text) => [String((prose(text).match(/^\s*([-*]|\d+\.) /gm) ?? []).length)]);
  return faults;
}

function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

function commands(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
  const lines = blocks.flatMap((block) => block.split('\n'));
  return lines.map((line) => line.replace(/\s*#.*$/, '').trim()).filter((line) => line !== '');
}
