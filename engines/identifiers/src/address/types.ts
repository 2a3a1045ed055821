/**
 * What a piece of an address is. `shop`: who is found there (a shop, a company); `aside`: where it lies beside something
 * (东侧, 200米, 对面); `joint`: 与 between two roads that cross.
 */
export type Level =
  | 'province'
  | 'city'
  | 'district'
  | 'street'
  | 'community'
  | 'road'
  | 'number'
  | 'compound'
  | 'building'
  | 'unit'
  | 'floor'
  | 'room'
  | 'shop'
  | 'aside'
  | 'joint';

/** A piece as written, in half-width signs and without spaces. All pieces together are the whole address. */
export type Segment = { level: Level; text: string };

/**
 * An address in levels. Names stand as written; `number`, `building`, `unit`, `floor` and `room` in a normal form (三号楼,
 * 3#, 叁幢 are all 3). A level that is not written is missing, save where the gazetteer implies it: only `area` says so.
 */
export type ParsedAddress = {
  province?: string;
  city?: string;
  district?: string;
  street?: string;
  community?: string;
  road?: string;
  /** House number on the road, or number within a village: 12, 甲12, 12-3. */
  number?: string;
  /** Housing estate or another named place. */
  compound?: string;
  building?: string;
  unit?: string;
  floor?: string;
  room?: string;
  /** What is left: names of shops, directions, what could not be placed. */
  rest?: string;
  /** Code of the lowest area that is named or implied, from the gazetteer: street (9 digits) or community (12). */
  area?: string;
  segments: readonly Segment[];
};
