import { caseIdOf, caseNumber } from '../../cases/case-number.ts';
import type { Context } from '../../http/context.ts';
import { findPublicRequests, findPublicSteps, type PublicCase, type PublicQuery } from './find-public-requests.ts';
import type { ServiceBook } from './list-services.ts';
import { type Fault, fault, Open311Error, refuse } from './open311-error.ts';
import type { Form } from './read-form.ts';
import { readSpan } from './read-span.ts';
import { showExtensions, showRequest } from './show-request.ts';
import type { Plain } from './write-xml.ts';

const CAP = 1000;

/**
 * Requests by the standard's filters (GeoReport v2, "GET Service Requests"): at most 90 days and 1,000 requests,
 * newest first; `page` and `page_size` go on beyond the first (extension); a list of ids overrides everything else.
 */
export async function queryRequests(ctx: Context, book: ServiceBook, params: Form, now = new Date()): Promise<Plain[]> {
  const ids = params.get('service_request_id');
  const query = ids ? { ids: numbersOf(ids) } : readFilters(book, params, now);
  const rows = await findPublicRequests(ctx, book.listed, query);
  return showAll(
    ctx,
    book,
    rows.filter((row) => !ids || ids.includes(caseNumber(row.id, row.opened_at))),
    params,
  );
}

/**
 * One request by its id, in a list of its own.
 * @throws Open311Error 404 where there is none to see
 */
export async function getRequest(ctx: Context, book: ServiceBook, number: string, params: Form): Promise<Plain[]> {
  const id = caseIdOf(number);
  const rows = id === undefined ? [] : await findPublicRequests(ctx, book.listed, { ids: [id] });
  const own = rows.filter((row) => caseNumber(row.id, row.opened_at) === number);
  if (own.length === 0)
    throw new Open311Error(404, [
      fault('404.service_request_id', { zh: `没有案卷 ${number}`, en: `service_request_id ${number} was not found` }),
    ]);
  return showAll(ctx, book, own, params);
}

async function showAll(ctx: Context, book: ServiceBook, rows: readonly PublicCase[], params: Form): Promise<Plain[]> {
  const catalogue = await ctx.caches.catalogue.get();
  if (params.get('extensions') !== 'true')
    return Promise.all(rows.map((row) => showRequest(ctx, book, catalogue, row)));
  const steps = await findPublicSteps(ctx, book.listed, { ids: rows.map((row) => row.id) });
  const ofCase = Map.groupBy(steps, (step) => step.case_id);
  return Promise.all(
    rows.map(async (row) => ({
      ...(await showRequest(ctx, book, catalogue, row)),
      ...(await showExtensions(ctx, row, ofCase.get(row.id) ?? [])),
    })),
  );
}

const numbersOf = (list: string): number[] =>
  list
    .split(',')
    .slice(0, CAP)
    .map((number) => caseIdOf(number.trim()))
    .filter((id) => id !== undefined);

function readFilters(book: ServiceBook, params: Form, now: Date): PublicQuery {
  const faults: Fault[] = [];
  const span = readSpan(params, now, faults);
  const codes = params
    .get('service_code')
    ?.split(',')
    .map((code) => code.trim())
    .filter(Boolean);
  for (const code of codes ?? [])
    if (!book.byCode.has(code))
      faults.push(fault('404.service_code', { zh: `没有服务 ${code}`, en: `service_code ${code} was not found` }));
  const statuses = new Set(
    params
      .get('status')
      ?.toLowerCase()
      .split(',')
      .map((status) => status.trim())
      .filter(Boolean),
  );
  for (const status of statuses)
    if (status !== 'open' && status !== 'closed')
      faults.push(
        fault('400.status', {
          zh: `status 只能是 open 或 closed，不能是 ${status}`,
          en: `status must be open or closed, not ${status}`,
        }),
      );
  const size = readCount(params.get('page_size'), CAP, 'page_size', faults) ?? (params.get('page') ? 100 : CAP);
  const page = readCount(params.get('page'), 100_000, 'page', faults) ?? 1;
  refuse(faults);
  const wanted = codes ? new Set(codes) : undefined;
  const matters = wanted ? book.listed.filter((key) => wanted.has(book.codeOf(key) as string)) : book.listed;
  return {
    ...span,
    matters,
    open: statuses.size === 1 ? statuses.has('open') : undefined,
    limit: size,
    offset: (page - 1) * size,
  };
}

function readCount(said: string | undefined, most: number, name: string, faults: Fault[]): number | undefined {
  if (said === undefined) return undefined;
  const n = /^\d{1,7}$/.test(said) ? Number(said) : 0;
  if (n >= 1 && n <= most) return n;
  faults.push(
    fault(`400.${name}`, {
      zh: `${name} 应为 1 至 ${most} 的整数`,
      en: `${name} must be a whole number from 1 to ${most}`,
    }),
  );
  return undefined;
}
