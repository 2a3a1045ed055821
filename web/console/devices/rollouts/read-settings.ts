export type Settings = Record<string, number | string | boolean>;

/**
 * Reads settings as people write them, one `name = value` a line; numbers and true or false are what they look like.
 * @returns the settings, or the number of the first line that is none
 */
export function readSettings(text: string): Settings | { line: number } {
  const settings: Settings = {};
  for (const [i, raw] of text.split('\n').entries()) {
    if (raw.trim() === '') continue;
    const [, name, value] = /^\s*([A-Za-z][\w.-]{0,79})\s*[=＝]\s*(.+?)\s*$/.exec(raw) ?? [];
    if (name === undefined || value === undefined || /^(fw|sw|config)_/.test(name)) return { line: i + 1 };
    const isNumber = value.length < 16 && Number.isFinite(Number(value));
    settings[name] = value === 'true' || value === 'false' ? value === 'true' : isNumber ? Number(value) : value;
  }
  return settings;
}
