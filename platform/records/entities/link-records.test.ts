import { beforeAll, describe, expect, it } from 'vitest';
import { withDatabase } from '../../testing/with-database.ts';
import { keyedHash } from '../keyed-hash.ts';
import { setPlainWeights } from '../testing/plain-weights.ts';
import { addressOf, fileOf, numberOf } from '../testing/sample-rows.ts';
import { withRecords } from '../testing/with-records.ts';
import { type LinkOptions, linkRecords } from './link-records.ts';

const database = withDatabase();
const records = withRecords(database);
const WANG = numberOf('61040219900102001');
const LI = numberOf('61040219850506003');
const CHILD = numberOf('61040220200102002');
const BREAKS = ['state', 'place', 'dwelling', 'write'];
const TODAY = '2026-11-20';

const police: Record<string, string>[] = [
  { 登记编号: '1', 姓名: '王小明', 公民身份号码: WANG, 户号: 'H1', 户籍地址: addressOf('501'), 更新日期: '2026-10-01' },
  {
    登记编号: '2',
    姓名: '王小宝',
    公民身份号码: CHILD,
    户号: 'H1',
    户籍地址: addressOf('501'),
    更新日期: '2026-10-01',
  },
  { 登记编号: '3', 姓名: '李单', 公民身份号码: LI, 户号: 'H2', 户籍地址: addressOf('502'), 更新日期: '2026-10-01' },
];
const social: Record<string, string>[] = [
  {
    参保记录号: '1',
    社会保障号: WANG,
    姓名: '王小明',
    联系手机: '13812345678',
    居住地址: addressOf('601'),
    变更日期: '2026-09-01',
  },
  { 参保记录号: '2', 社会保障号: WANG, 姓名: '王晓明', 联系手机: '13812345679', 变更日期: '2024-09-01' },
];
const link = (options: LinkOptions = {}) =>
  records.inStore((store) => linkRecords(records.ctx, store, { today: TODAY, ...options }));

type EntityRow = Record<string, unknown> & { id: number; fields: Record<string, unknown>; label: string };
const entities = async (where = 'true') =>
  (await database.owner.query<EntityRow>(`select * from entity where ${where} order by id`)).rows;
const person = async (label: string) => (await entities(`kind = 'person' and label = '${label}'`))[0] as EntityRow;
const snapshot = async () => {
  const read = async (query: string) => (await database.owner.query(query)).rows;
  return {
    entities: await read(
      'select id, kind, area, key, label, fields, provenance, conflicts, minor, rows, fed_by, seen, hash, merged_into from entity order by id',
    ),
    placed: await read('select * from record_entity order by record, part'),
    terms: await read('select * from entity_term order by term, entity'),
    links: await read('select * from entity_link order by from_entity, relation, to_entity'),
    doubts: await read(
      'select kind, area, entities, door, field, options, weight, state, same from doubt order by same',
    ),
  };
};

beforeAll(async () => {
  await setPlainWeights(database.owner);
  await records.importFile('police-households', fileOf('police-households', police));
  await records.importFile('social-security', fileOf('social-security', social));
});

describe('a link run', { timeout: 180_000 }, () => {
  it('finds people, homes and households, with what survives and from whom', async () => {
    await link();
    const wang = await person('王小明');
    expect(wang).toMatchObject({ rows: 3, minor: false, area: '610402001001', merged_into: null });
    expect(wang.fields).toMatchObject({
      name: '王小明',
      citizen: { '§': keyedHash(records.ctx, 'citizen', WANG) },
      birth: '1990-01-02',
      phone: { '§': keyedHash(records.ctx, 'phone', '13812345678') },
      address: '芙蓉小区3-2-601',
    });
    const provenance = wang.provenance as Record<string, number[]>;
    expect(provenance.citizen).toHaveLength(3);
    expect(wang.conflicts).toMatchObject({ name: [{ value: '王小明' }, { value: '王晓明' }] });
    const kinds = (await entities()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'person')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'dwelling')).toHaveLength(3);
    expect(new Set(kinds)).toEqual(new Set(['person', 'household', 'dwelling', 'building', 'compound']));
    const { rows: links } = await database.owner.query(
      `select l.relation, e.label from entity_link l join entity e on e.id = l.to_entity where l.from_entity = $1 order by 1`,
      [wang.id],
    );
    expect(links).toEqual([
      { relation: 'lives_in', label: '芙蓉小区3-2-601' },
      { relation: 'registered_in', label: '户 H1' },
    ]);
  });

  it('tells nothing of a child in the clear', async () => {
    const [child] = await entities('minor');
    expect(child).toMatchObject({ label: '王**' });
    expect(JSON.stringify(child)).not.toMatch(/小宝|2020-01-02|芙蓉/);
    const { rows } = await database.owner.query<{ term: string }>('select term from entity_term where entity = $1', [
      child?.id,
    ]);
    expect(rows.map(({ term }) => term).sort()).toEqual(
      [`c:${keyedHash(records.ctx, 'citizen', CHILD)}`, `n:${keyedHash(records.ctx, 'n', '王小宝')}`].sort(),
    );
    const name = child?.fields.name as { '§': string };
    const { rows: secrets } = await database.owner.query('select sealed from secret where id = $1', [name['§']]);
    expect(records.ctx.sealer.openJson(secrets[0].sealed)).toBe('王小宝');
  });

  it('lets people be found by name, pinyin, initials and hashed numbers', async () => {
    const { rows } = await database.owner.query<{ term: string }>('select term from entity_term where entity = $1', [
      (await person('李单')).id,
    ]);
    const terms = rows.map(({ term }) => term);
    expect(terms).toEqual(
      expect.arrayContaining(['n:李单', 'p:lidan', 'i:ld', `c:${keyedHash(records.ctx, 'citizen', LI)}`]),
    );
  });

  it('changes nothing when nothing has changed, whether it looks at all or at what is new', async () => {
    const before = await snapshot();
    const once = await link();
    expect(once.figures).toMatchObject({ entities: 0, placed: 0, terms: 0, links: 0 });
    const full = await link({ full: true });
    expect(full.figures).toMatchObject({ entities: 0, placed: 0, terms: 0, links: 0 });
    expect(await snapshot()).toEqual(before);
  });

  it('follows changed, new and vanished rows, to the same result as a run over everything', {
    timeout: 60_000,
  }, async () => {
    const { id } = await person('李单');
    await records.importFile(
      'social-security',
      fileOf('social-security', [
        { ...social[0], 联系手机: '13900000001', 变更日期: '2026-10-09' },
        { 参保记录号: '3', 社会保障号: LI, 姓名: '李单', 联系手机: '13700000000', 变更日期: '2026-10-09' },
      ]),
    );
    await link();
    const wang = await person('王小明');
    expect(wang).toMatchObject({ rows: 2, conflicts: {} });
    expect(wang.fields.phone).toEqual({ '§': keyedHash(records.ctx, 'phone', '13900000001') });
    expect(await person('李单')).toMatchObject({ id, rows: 2 });
    const after = await snapshot();
    await link({ full: true });
    expect(await snapshot()).toEqual(after);
    const { rows: past } = await database.owner.query('select cause from entity_past where entity = $1', [wang.id]);
    expect(past).toEqual([{ cause: 'run' }]);
  });

  it('treats a child as one until the day of fourteen years, without any new row', async () => {
    await link({ today: '2034-01-01' });
    expect(await entities('minor')).toHaveLength(1);
    await link({ today: '2034-01-02' });
    expect(await entities('minor')).toEqual([]);
    expect(await person('王小宝')).toMatchObject({ fields: { name: '王小宝', birth: '2020-01-02' } });
    await link({ full: true });
    expect(await entities('minor')).toHaveLength(1);
  });

  it('leaves what was there when it breaks anywhere, and comes to the same the next time', async () => {
    const before = await snapshot();
    await records.importFile(
      'floating-population',
      fileOf('floating-population', [
        {
          居住登记号: '1',
          人员姓名: '赵流动',
          证件号码: numberOf('61042219700203001'),
          居住地址: addressOf('502'),
          登记日期: '2026-11-01',
        },
        { 居住登记号: '2', 人员姓名: '李单', 证件号码: LI, 居住地址: addressOf('701'), 登记日期: '2026-11-01' },
      ]),
    );
    const phases: string[] = [];
    await expect(
      link({
        onProgress: ({ phase }) => {
          phases.push(phase);
          if (phase === 'remember') throw new Error('the light went out');
        },
      }),
    ).rejects.toThrow('the light went out');
    const after = await snapshot(); // committed, but the store knows nothing of it
    expect(phases).toEqual(expect.arrayContaining(BREAKS));
    for (const broken of BREAKS) {
      await expect(
        link({
          onProgress: ({ phase }) => {
            if (phase === broken) throw new Error('the light went out');
          },
        }),
      ).rejects.toThrow('the light went out');
      expect(await snapshot()).toEqual(after);
    }
    await link();
    expect(await snapshot()).toEqual(after);
    expect(after.entities.length).toBeGreaterThan(before.entities.length);
    const { rows } = await database.owner.query(`select state, count(*) from link_run group by 1 order by 1`);
    expect(rows.map(({ state }) => state)).toEqual(['done', 'failed']);
  });
});
