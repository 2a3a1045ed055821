import type { Grid } from '../../cases/place-book.ts';

/** A grid with what the world needs of it. `sequence` counts within the community, from 1. */
export type WorldGrid = Grid & { sequence: number; street: string; households: number };
