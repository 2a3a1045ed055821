import { createHmac } from 'node:crypto';
import pg from 'pg';
import { pinyin } from 'pinyin-pro';
import { createSealer } from '../../platform/access/seal.ts';
import { copyRows } from '../../sample/cases/copy-rows.ts';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹'];
const GIVEN = [
  ...'明伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英华玉兰红建国志文斌宇欣婷浩然子涵雨轩佳怡俊晨博思琪梦瑶天翔雪松鹏飞',
];
const COMPOUNDS = [
  '芙蓉',
  '玫瑰',
  '渭水',
  '沣河',
  '阳光',
  '金色',
  '丽景',
  '彩虹',
  '碧水',
  '星河',
  '御园',
  '银杏',
  '翠竹',
  '海棠',
  '秦风',
];
const TRADES = ['商贸', '餐饮', '建筑', '科技', '物流', '机械', '医药', '教育'];
const HOME = 2 ** 52;
const CHUNK = 20_000;

type Row = unknown[];

/**
 * Fills the tables of the base as a link run of the whole district would leave them, without its rows: people, homes,
 * buildings, compounds and organisations with their terms. Names repeat as often as real ones.
 * @param scale 1: 508,000 people, 200,000 homes, 40,000 organisations
 * @returns how many entities and terms there are, and some numbers to search by
 */
export async function fillBase(ownerUrl: string, keys: { sealKey: string; hashKey: string }, scale: number) {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined); // the server may be stopped before the connection is
  await client.connect();
  const { rows: grids } = await client.query<{ code: string }>(
    'select code from area where length(code) = 15 order by code',
  );
  const writer = new Writer(
    client,
    grids.map(({ code }) => code),
    keys,
  );
  await client.query('begin'); // all or nothing: a base that is half there would be taken for one
  await client.query('truncate entity, entity_term, entity_link');
  await client.query('alter table entity_term drop constraint entity_term_pkey; drop index entity_term_entity');
  await writer.write(scale);
  await client.query(
    'alter table entity_term add primary key (term, area, entity); create index entity_term_entity on entity_term (entity)',
  );
  await client.query('commit');
  for (const table of ['entity', 'entity_term', 'entity_link', 'secret']) await client.query(`vacuum analyze ${table}`);
  const { rows } = await client.query<{ entities: number; terms: number }>(
    'select (select count(*) from entity) as entities, (select count(*) from entity_term) as terms',
  );
  await client.end();
  return { entities: Number(rows[0]?.entities), terms: Number(rows[0]?.terms), numbers: writer.numbers };
}

class Writer {
  readonly numbers: string[] = [];
  readonly #client: pg.Client;
  readonly #grids: readonly string[];
  readonly #hash: (kind: string, value: string) => string;
  readonly #seal: (value: string) => Buffer;
  readonly #said = new Map<string, string>();
  #entities: Row[] = [];
  #terms: Row[] = [];
  #links: Row[] = [];
  #secrets: Row[] = [];
  #seed = 610_402;

  constructor(client: pg.Client, grids: readonly string[], keys: { sealKey: string; hashKey: string }) {
    this.#client = client;
    this.#grids = grids;
    const key = Buffer.from(keys.hashKey, 'base64');
    this.#hash = (kind, value) => createHmac('sha256', key).update(`${kind}|${value}`).digest('hex').slice(0, 16);
    const sealer = createSealer(keys);
    this.#seal = (value) => sealer.sealJson(value);
  }

  async write(scale: number): Promise<void> {
    const compounds = Math.max(4, Math.round(612 * scale));
    const homes = Math.round(200_000 * scale);
    const names = Array.from({ length: compounds }, (_, i) => this.#compound(i));
    const homeOf = (i: number) => {
      const compound = i % compounds;
      const inside = Math.floor(i / compounds);
      const parts = [
        1 + Math.floor(inside / 60),
        1 + (Math.floor(inside / 20) % 3),
        101 + 100 * (Math.floor(inside / 2) % 10) + (inside % 2),
      ];
      return {
        area: this.#grids[compound % this.#grids.length] as string,
        levels: [names[compound] as string, ...parts],
      };
    };
    for (let i = 0; i < homes; i++) await this.#home(i, homeOf(i));
    for (let i = 0; i < Math.round(508_000 * scale); i++) await this.#person(i, homes, homeOf);
    for (let i = 0; i < Math.round(40_000 * scale); i++) await this.#organisation(i, homeOf(i % homes));
    await this.#flush();
  }

  #compound(i: number): string {
    const pick = (n: number) => COMPOUNDS[n % COMPOUNDS.length] as string;
    return `${pick(i)}${pick(Math.floor(i / 15) + 1)}${['小区', '家园', '花园', '苑'][Math.floor(i / 225) % 4]}`;
  }

  async #home(i: number, { area, levels }: { area: string; levels: (string | number)[] }): Promise<void> {
    const text = (to: number) => levels.slice(0, to).join('-').replace('-', '');
    this.#entity(HOME + i, 'dwelling', area, text(4), { address: text(4), use: '02', status: '01' }, 3);
    this.#terms.push([`a:${text(4)}`, area, HOME + i]);
    await this.#flushWhenFull();
  }

  async #person(
    i: number,
    homes: number,
    homeOf: (i: number) => { area: string; levels: (string | number)[] },
  ): Promise<void> {
    const home = this.#below(homes);
    const { area, levels } = homeOf(home);
    const name = this.#name();
    const born = `${1940 + this.#below(72)}${String(1 + this.#below(12)).padStart(2, '0')}${String(1 + this.#below(28)).padStart(2, '0')}`;
    const citizen = `610402${born}${String(i % 1000).padStart(3, '0')}${'0123456789X'[this.#below(11)]}`;
    const phone = `1${3 + this.#below(7)}${String(this.#below(1e9)).padStart(9, '0')}`;
    if (i % 5_000 === 0) this.numbers.push(citizen, phone);
    const fields = {
      name,
      sex: String(1 + (i % 2)),
      citizen: this.#secret('citizen', citizen),
      phone: this.#secret('phone', phone),
      address: levels.join('-').replace('-', ''),
    };
    this.#entity(i + 1, 'person', area, name, fields, 9);
    const terms = new Set<string>();
    const names = i % 2 === 0 ? [name, this.#name()] : [name]; // half are written otherwise somewhere
    for (const one of names) {
      terms
        .add(`n:${one}`)
        .add(`p:${this.#latin(one, false)}`)
        .add(`i:${this.#latin(one, true)}`);
    }
    terms.add(`c:${this.#hash('citizen', citizen)}`).add(`c4:${this.#hash('c4', citizen.slice(-4))}`);
    // older phones are found too
    for (const one of [phone, `${phone.slice(0, 10)}7`, `${phone.slice(0, 9)}88`].slice(0, 1 + (i % 3)))
      terms.add(`t:${this.#hash('phone', one)}`).add(`t4:${this.#hash('t4', one.slice(-4))}`);
    for (const term of terms) this.#terms.push([term, area, i + 1]);
    this.#links.push([i + 1, 'lives_in', HOME + home]);
    await this.#flushWhenFull();
  }

  async #organisation(i: number, { area, levels }: { area: string; levels: (string | number)[] }): Promise<void> {
    const id = 2_000_000 + i;
    const core = `${this.#name().slice(1)}${GIVEN[this.#below(GIVEN.length)]}${TRADES[i % TRADES.length]}`;
    const name = `咸阳${core}有限公司`;
    const uscc = `91610402MA${String(i).padStart(7, '0')}X`;
    this.#entity(id, 'organisation', area, name, { name, uscc, state: '存续' }, 4);
    const text = (to: number) => levels.slice(0, to).join('-').replace('-', '');
    const terms = [
      `n:${name}`,
      `n:${core}`,
      `p:${this.#latin(core, false)}`,
      `i:${this.#latin(core, true)}`,
      `u:${uscc}`,
    ];
    terms.push(`a:${text(4)}`);
    for (let at = 0; at + 1 < name.length; at++) terms.push(`g:${name.slice(at, at + 2)}`);
    for (const term of new Set(terms)) this.#terms.push([term, area, id]);
    await this.#flushWhenFull();
  }

  #entity(id: number, kind: string, area: string, label: string, fields: object, rows: number): void {
    this.#entities.push([
      id,
      kind,
      area,
      label,
      fields,
      {},
      {},
      false,
      rows,
      '{}',
      '2026-05-01',
      1,
      '2026-05-01T00:00:00Z',
    ]);
  }

  #secret(kind: string, value: string): { '§': string } {
    const id = this.#hash(kind, value);
    this.#secrets.push([id, kind, this.#seal(value)]);
    return { '§': id };
  }

  /** Common names are common: the rank of both parts is drawn towards the front. */
  #name(): string {
    const rank = (list: readonly string[]) => list[Math.floor(list.length * (this.#below(1e6) / 1e6) ** 2)] as string;
    return rank(SURNAMES) + rank(GIVEN) + (this.#below(10) < 8 ? rank(GIVEN) : '');
  }

  #latin(text: string, initials: boolean): string {
    let latin = '';
    for (const sign of text) {
      const said = this.#said.get(sign) ?? pinyin(sign, { toneType: 'none', v: true });
      this.#said.set(sign, said);
      latin += initials ? said[0] : said;
    }
    return latin;
  }

  #below(limit: number): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * limit);
  }

  async #flushWhenFull(): Promise<void> {
    if (this.#terms.length >= CHUNK * 4) await this.#flush();
  }

  async #flush(): Promise<void> {
    const { rows } = await this.#client.query<{ id: string }>('select id from secret where id = any($1)', [
      this.#secrets.map(([id]) => id),
    ]);
    const known = new Set<unknown>(rows.map(({ id }) => id));
    const fresh = this.#secrets.filter(([id]) => !known.has(id) && known.add(id));
    await copyRows(
      this.#client,
      'entity',
      [
        'id',
        'kind',
        'area',
        'label',
        'fields',
        'provenance',
        'conflicts',
        'minor',
        'rows',
        'fed_by',
        'seen',
        'hash',
        'changed_at',
      ],
      this.#entities,
    );
    await copyRows(this.#client, 'entity_term', ['term', 'area', 'entity'], this.#terms);
    await copyRows(this.#client, 'entity_link', ['from_entity', 'relation', 'to_entity'], this.#links);
    await copyRows(this.#client, 'secret', ['id', 'kind', 'sealed'], fresh);
    this.#entities = [];
    this.#terms = [];
    this.#links = [];
    this.#secrets = [];
  }
}
