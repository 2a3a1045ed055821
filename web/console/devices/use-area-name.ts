import { useAreas } from '../shared/use-areas.ts';

/** What an area is called; a grid with its community, as every community has a first grid. */
export function useAreaName(): (code: string) => string {
  const names = new Map(useAreas().map((area) => [area.code, area.name]));
  return (code) => {
    const name = names.get(code) ?? code;
    return code.length > 12 ? `${names.get(code.slice(0, 12)) ?? ''} ${name}`.trim() : name;
  };
}
