/** A compound, or in a village one of its groups (组). */
export type Compound = {
  name: string;
  community: string;
  communityCode: string;
  street: string;
  village: boolean;
  grid: string;
  /** 0 open, 1 gated. */
  gated: boolean;
  built: number;
  lon: number;
  lat: number;
};

/**
 * Compounds, buildings and homes of the world. Buildings and homes are columns, so that 200,000 homes take little
 * memory: `building[home]`, `compound[building]`.
 */
export type Places = {
  compounds: Compound[];
  buildings: number;
  homes: number;
  /** By building. */
  compound: Int32Array;
  number: Uint16Array;
  entrances: Uint8Array;
  floors: Uint8Array;
  perFloor: Uint8Array;
  /** By home. */
  building: Int32Array;
  entrance: Uint8Array;
  floor: Uint8Array;
  door: Uint8Array;
  area: Float32Array;
  /** Homes by compound: first home, and one more entry for the end. */
  firstHome: Int32Array;
};
