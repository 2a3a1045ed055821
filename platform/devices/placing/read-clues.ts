/** What an unknown device's last message tells of itself and its place. */
export type Clues = {
  keys: string[];
  lon: number | null;
  lat: number | null;
  place: string | null;
  maker: string | null;
  model: string | null;
};

const KEY = /"([^"\\]{1,60})"\s*:/g;
/** Names that tell where and what, or hold the message together: no kind of device is known by them. */
const NO_VALUE = new Set(
  'ts time values data device lon lng longitude lat latitude address place location maker vendor manufacturer model'.split(
    ' ',
  ),
);
const NONE = { lon: null, lat: null };

/**
 * Reads a message that may have been cut short, so not by its grammar: names of values, a position, an address.
 * @param sample the last payload, as the list of claims keeps it
 */
export function readClues(sample: string | null): Clues {
  const text = sample ?? '';
  const keys = [...new Set([...text.matchAll(KEY)].map((found) => found[1] as string))].filter(
    (key) => !NO_VALUE.has(key),
  );
  const lon = numberOf(text, 'lon|lng|longitude');
  const lat = numberOf(text, 'lat|latitude');
  const point = lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : NONE;
  return {
    keys,
    ...point,
    place: textOf(text, 'address|place|location|地址|安装位置'),
    maker: textOf(text, 'maker|vendor|manufacturer|厂商'),
    model: textOf(text, 'model|型号'),
  };
}

/** A number that the cut went through is none. */
const numberOf = (text: string, names: string): number | null => {
  const found = new RegExp(`"(?:${names})"\\s*:\\s*(-?\\d{1,3}(?:\\.\\d+)?)\\s*[,}\\]]`, 'i').exec(text);
  return found ? Number(found[1]) : null;
};
const textOf = (text: string, names: string): string | null =>
  new RegExp(`"(?:${names})"\\s*:\\s*"([^"\\\\]{1,100})"`, 'i').exec(text)?.[1] ?? null;
