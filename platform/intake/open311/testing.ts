import { Ajv } from 'ajv';
import { beforeAll, beforeEach, expect } from 'vitest';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { registerIntakeRoutes } from '../register-intake-routes.ts';
import { DISTRICT_KEY, EAST, type Job, plantDistrict, stubWorld } from '../testing.ts';
import { ANSWER_SCHEMAS, type AnswerName, XML_ROOTS } from './answer-schemas.ts';
import { readXmlAnswer } from './read-xml-answer.ts';

const ajv = new Ajv({ strict: false, allErrors: true });

export const REFUSE = '61040206010'; // exposed refuse: no attributes
export const LAMP = '61040201037'; // street lamp: a form with a choice
export const BATCH = '61040208016';
export const BLACKBOX = '61040209008';
export type Item = Record<string, string | number | boolean | null>;

/** A report that nothing is wrong with. */
const where = { lat: String(EAST.lat), long: String(EAST.lon) };
export const GOOD = { api_key: DISTRICT_KEY, service_code: REFUSE, description: '垃圾成堆', ...where };

/**
 * The Open311 interface over a planted district, and how tests talk to it. Call it once at the top of a test file.
 */
export function withOpen311() {
  const database = withDatabase();
  const app = withApp(database, [registerIntakeRoutes]);
  const jobs: Job[] = [];

  beforeAll(async () => {
    await plantDistrict(database.owner);
    stubWorld(app.ctx, jobs);
    // a procedure with a choice of several, as no shipped one has
    const { rows } = await database.owner.query(
      `select declaration from procedure_version where procedure = 'standard-matter'`,
    );
    const where = {
      type: 'array',
      minItems: 1,
      title: '何处',
      'x-title-en': 'Where',
      items: {
        type: 'string',
        enum: ['stairs', 'yard', 'roof'],
        'x-enum-zh': ['楼道', '院内', '屋顶'],
        'x-enum-en': ['Stairs', 'Yard', 'Roof'],
      },
    };
    const form = {
      type: 'object',
      required: ['where'],
      properties: {
        where,
        count: { type: 'integer', title: '数量' },
        since: { type: 'string', format: 'date', title: '何时起' },
      },
    };
    const { procedure, loop } = rows[0].declaration;
    await database.owner.query(
      `insert into procedure_version (procedure, version, hash, declaration) values ('many-choices', 1, 'test', $1)`,
      [JSON.stringify({ procedure: { ...procedure, procedure: 'many-choices', form }, loop })],
    );
    await database.owner.query(`update matter set procedure = 'many-choices' where key = 'M06036'`);
    app.ctx.caches.catalogue.invalidate();
  });
  beforeEach(async () => {
    jobs.length = 0;
    await database.owner.query(
      'alter table step disable trigger all; truncate cases, step cascade; alter table step enable trigger all',
    );
  });

  /** Asks in one format and holds the answer to its schema, content type and root. */
  async function ask(shape: AnswerName, path: string, format: 'xml' | 'json', status = 200): Promise<unknown> {
    const [file, query] = path.split('?');
    return held(
      shape,
      await app.callRaw(undefined, { method: 'GET', url: `/open311/v2/${file}.${format}${query ? `?${query}` : ''}` }),
      format,
      status,
    );
  }

  function held(
    shape: AnswerName,
    answer: Awaited<ReturnType<typeof app.callRaw>>,
    format: 'xml' | 'json',
    status: number,
  ): unknown {
    const text = answer.raw.toString('utf8');
    expect({ status: answer.status, type: answer.headers['content-type'] }, text).toEqual({
      status,
      type: format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8',
    });
    if (format === 'xml') expect(text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n</);
    const read =
      format === 'xml' ? readXmlAnswer(text) : { root: XML_ROOTS[shape], value: JSON.parse(text) as unknown };
    expect(read.root).toBe(XML_ROOTS[shape]);
    const valid = ajv.validate(ANSWER_SCHEMAS[shape], read.value);
    expect(valid ? [] : ajv.errors, text.slice(0, 2000)).toEqual([]);
    return read.value;
  }

  /** Asks in both formats: the same facts. */
  async function askBoth(shape: AnswerName, path: string, status = 200): Promise<Item[]> {
    const json = await ask(shape, path, 'json', status);
    expect(await ask(shape, path, 'xml', status)).toEqual(json);
    return json as Item[];
  }

  async function post(
    fields: Record<string, string | string[]>,
    options: { format?: 'xml' | 'json'; path?: string; headers?: Record<string, string> } = {},
  ) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return app.callRaw(undefined, {
      method: 'POST',
      url: `/open311/v2/${options.path ?? 'requests'}.${options.format ?? 'json'}`,
      payload: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...options.headers },
    });
  }
  async function report(more: Record<string, string | string[]> = {}, headers?: Record<string, string>): Promise<Item> {
    const answer = await post({ ...GOOD, ...more }, headers ? { headers } : {});
    return (held('created', answer, 'json', 200) as Item[])[0] as Item;
  }
  const faultsOf = (answer: Awaited<ReturnType<typeof post>>, status: number) =>
    (held('errors', answer, 'json', status) as { code: string }[]).map((fault) => fault.code);
  const rowOf = async (number: unknown) =>
    (await database.owner.query('select * from cases where id = $1', [Number(String(number).slice(8))])).rows[0];
  const count = async () => (await database.owner.query('select count(*)::int as n from cases')).rows[0].n as number;
  const age = (number: unknown, interval: string) =>
    database.owner.query(
      `update cases set opened_at = opened_at - interval '${interval}', updated_at = updated_at - interval '${interval}' where id = $1`,
      [Number(String(number).slice(8))],
    );

  return { app, database, jobs, ask, askBoth, held, post, report, faultsOf, rowOf, count, age };
}
