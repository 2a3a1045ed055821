import type { FeatureCollection, Geometry } from 'geojson';

export type Place = { lon: number; lat: number };
export type AreaShape = { code: string; name: string; level: number; schematic: boolean };
export type AreaShapes = FeatureCollection<Geometry, AreaShape>;
/** `late` and `soon` are drawn larger and with a ring, so that they show without colour. */
export type MapPoint = Place & { id: string; tone?: 'late' | 'soon' | 'normal' | 'done' | 'me'; label?: string };

export type AreaMapProps = {
  /** `GET /api/areas/shapes` */
  shapes?: AreaShapes | undefined;
  points?: MapPoint[];
  /** Ways, each a line past its places in order. */
  ways?: Place[][] | undefined;
  /** A pin. */
  picked?: Place | null | undefined;
  /** Code of the area to stand out. */
  selected?: string | undefined;
  /** Fill of each area by code, for a map of values; the plain fill otherwise. */
  fills?: Record<string, string> | undefined;
  /** Where to look first: a box [west, south, east, north]; else everything that is drawn. */
  view?: [number, number, number, number] | undefined;
  /** A tap on the map, or Enter at its centre for the keyboard. */
  onPick?: ((place: Place) => void) | undefined;
  onPoint?: ((id: string) => void) | undefined;
  onArea?: ((code: string) => void) | undefined;
  /** CSS height; 320px when not given. */
  height?: string;
  /** Name for screen readers. */
  label?: string;
};
