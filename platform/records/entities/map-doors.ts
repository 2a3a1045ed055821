import type { DuckDBConnection } from '@duckdb/node-api';
import { runStatements } from './run-statements.ts';

/**
 * Makes `door`: every room that any address names, with its building and compound, and the area it lies in: the grid
 * that the survey gives the building, else what the address says. Needs the surviving fields of buildings
 * (`w_grid`, `w_lon`, `w_lat` of `s_building`).
 */
export async function mapDoors(db: DuckDBConnection): Promise<void> {
  await runStatements(db, [
    `create or replace table stands as
     select distinct s.entity, g.v as grid, x.v::double as lon, y.v::double as lat from s_building s
     left join w_grid g on g.entity = s.entity left join w_lon x on x.entity = s.entity left join w_lat y on y.entity = s.entity`,
    `create or replace table door as
     with named as (
       select dwelling_key as key, min(building_key) as building_key, min(compound_key) as compound_key
       from address where dwelling_key is not null group by dwelling_key),
     keyed_doors as (
       select *, keyed_id('dwelling', key) as id, keyed_id('building', building_key) as building,
         keyed_id('compound', compound_key) as compound from named)
     select k.*, coalesce(b.grid, area_of_key(k.key)) as area, readable(k.key) as text, b.lon, b.lat
     from keyed_doors k left join stands b on b.entity = k.building`,
  ]);
}
