import { hashModel } from '../hash-model.ts';
import { parseModel } from '../load-model.ts';
import type { TrainedModel } from '../types.ts';

/** A model small enough to work out by hand. */
export const smallModel = parseModel(`
model: small
version: 1
name: { zh: 小例, en: Small example }
kind: dedupe
id: id
fields: { name: , birth: }
comparisons:
  - key: name
    name: { zh: 姓名, en: name }
    field: name
    levels:
      - { name: { zh: 相同, en: same }, when: { is: exact } }
      - { name: { zh: 差一字, en: one character }, when: { is: one_character } }
  - key: birth
    name: { zh: 出生, en: birth }
    field: birth
    levels:
      - { name: { zh: 相同, en: same }, when: { is: exact } }
blocking:
  - { key: name, on: [name] }
  - { key: birth, on: [birth] }
deterministic: { rules: [[name, birth]], recall: 0.9 }
thresholds: { link: -10, cluster: 3 }
`);

const level = (m: number, u: number) => ({ m, u, weight: Math.log2(m / u), seen: true });

/** Prior odds 1 : 16; name same ×32, one character ×4, different ÷4; birth same ×64, different ÷8. */
export const smallTrained: TrainedModel = {
  format: 'gewu-linkage',
  formatVersion: 1,
  model: smallModel,
  hash: hashModel(smallModel),
  prior: 1 / 17,
  priorWeight: -4,
  comparisons: [
    { key: 'name', levels: [level(0.64, 0.02), level(0.24, 0.06), level(0.12, 0.48)] },
    { key: 'birth', levels: [level(0.64, 0.01), level(0.1, 0.8)] },
  ],
  trainedOn: { rows: 4, distinct: 4, seed: 1 },
  warnings: [],
};

export const smallRows = `create table people as select * from (values
  ('a', '王小明', '1990-01-02'), ('b', '王晓明', '1990-01-02'), ('c', '王小明', null), ('d', null, '1985-05-05')
) t(id, name, birth)`;
