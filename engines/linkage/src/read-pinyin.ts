import { pinyin } from 'pinyin-pro';

const given = new Map<string, string>();
const family = new Map<string, string>();

/**
 * How a name is read, without tones: syllables in lower case, joined by spaces. The first character is read as a
 * surname (单 shan, 曾 zeng). Each character is looked up once; a million names take well under a second.
 */
export function readPinyin(name: string): string {
  const syllables: string[] = [];
  for (const character of name) syllables.push(readCharacter(character, syllables.length === 0));
  return syllables.join(' ');
}

function readCharacter(character: string, first: boolean): string {
  const known = first ? family : given;
  let read = known.get(character);
  if (read === undefined) {
    read = pinyin(character, { toneType: 'none', v: true, mode: first ? 'surname' : 'normal' }).toLowerCase();
    known.set(character, read);
  }
  return read;
}
