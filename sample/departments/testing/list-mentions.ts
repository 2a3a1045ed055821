import type { Source } from '../../../platform/records/sources/declaration.ts';

export type Mention = { person: number; name: string; citizen: string; phone: string; address: string };

/**
 * Every time a row of a source speaks of a person: what it says of them, and who it is in truth.
 * @param truth person numbers (from 1) by source, key and part, with commas between
 */
export function listMentions(source: Source, rows: readonly string[][], truth: ReadonlyMap<string, number>): Mention[] {
  const [, ...body] = rows;
  return source.parts
    .filter(({ kind }) => kind === 'person')
    .flatMap(({ name: part }) => {
      const at = (field: string) =>
        source.fields.findIndex(({ targets }) => targets.some((to) => to.part.name === part && to.field === field));
      const [name, citizen, phone, address] = [at('name'), at('citizen'), at('phone'), at('address')];
      return body.flatMap((cells): Mention[] => {
        const person = truth.get(`${source.code},${cells[0]},${part}`);
        if (person === undefined || !cells[name]) return [];
        return [
          {
            person: person - 1,
            name: cells[name],
            citizen: cells[citizen] ?? '',
            phone: cells[phone] ?? '',
            address: cells[address] ?? '',
          },
        ];
      });
    });
}
