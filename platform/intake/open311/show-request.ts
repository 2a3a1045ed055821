import { caseNumber } from '../../cases/case-number.ts';
import type { CatalogueSnapshot } from '../../catalogue/catalogue-cache.ts';
import type { Context } from '../../http/context.ts';
import { blurPlace } from './blur-place.ts';
import type { PublicCase, PublicStep } from './find-public-requests.ts';
import type { ServiceBook } from './list-services.ts';
import { writeMoment } from './parse-moment.ts';
import { redactText } from './redact-text.ts';
import type { Plain } from './write-xml.ts';

/** A case as the public list shows it (GeoReport v2, "GET Service Requests"). */
export async function showRequest(
  ctx: Context,
  book: ServiceBook,
  catalogue: CatalogueSnapshot,
  row: PublicCase,
): Promise<{ [key: string]: Plain }> {
  const code = book.codeOf(row.matter) as string;
  const point = await publicPoint(ctx, row);
  return {
    service_request_id: caseNumber(row.id, row.opened_at),
    status: row.open ? 'open' : 'closed',
    status_notes: await statusNotes(ctx, row),
    service_name: book.byCode.get(code)?.service.service_name ?? catalogue.matters.get(row.matter)?.name.zh ?? null,
    service_code: code,
    description: [...redactText(row.description)].slice(0, 4000).join(''),
    agency_responsible: row.unit_name,
    service_notice: null,
    requested_datetime: writeMoment(row.opened_at),
    updated_datetime: writeMoment(row.closed_at ?? row.updated_at),
    expected_datetime: row.due_at && writeMoment(row.due_at),
    address: await publicAddress(ctx, row),
    address_id: null,
    zipcode: null,
    lat: point?.lat ?? null,
    long: point?.lon ?? null,
    // nothing here can black out a face or a plate in a photo, so photos stay with those who handle the case
    media_url: null,
  };
}

/** What `extensions=true` adds: the history of nodes, and facts of ours. */
export async function showExtensions(
  ctx: Context,
  row: PublicCase,
  steps: readonly PublicStep[],
): Promise<{ [key: string]: Plain }> {
  const { loop } = (await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version)).loop;
  const name = (state: string) => both(loop.states[state]?.name ?? { zh: state, en: state });
  return {
    notes: steps.map((step) => ({
      datetime: writeMoment(step.at),
      summary:
        step.from_state === null
          ? '已上报 / Reported'
          : both(loop.acts[step.act]?.name ?? { zh: step.act, en: step.act }),
      description: name(step.to_state),
      type: step.act,
    })),
    extended_attributes: {
      state: row.state,
      stage: row.stage,
      urgency: row.urgency,
      source: row.source,
      channel: row.channel,
      area: row.area.slice(0, 12),
      overdue: row.overdue_at !== null,
    },
  };
}

/** The state in words, and for an end without work why: a closed case is never left unexplained. */
async function statusNotes(ctx: Context, row: PublicCase): Promise<string> {
  const { loop } = (await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version)).loop;
  const state = both(loop.states[row.state]?.name ?? { zh: row.state, en: row.state });
  if (row.merged_id !== null && row.merged_opened_at)
    return `${state}：并入 / merged into ${caseNumber(row.merged_id, row.merged_opened_at)}`;
  if (row.end_note) return `${state}：${redactText(row.end_note)}`;
  return state;
}

async function publicPoint(ctx: Context, row: PublicCase): Promise<{ lon: number; lat: number } | undefined> {
  const point = row.lon !== null && row.lat !== null ? { lon: row.lon, lat: row.lat } : await middleOf(ctx, row.area);
  return (
    point &&
    (row.anonymous ? blurPlace(point) : { lon: Number(point.lon.toFixed(6)), lat: Number(point.lat.toFixed(6)) })
  );
}

/** Clients skip reports without coordinates: a case that has none stands in the middle of its area. */
async function middleOf(ctx: Context, area: string): Promise<{ lon: number; lat: number } | undefined> {
  const shapes = await ctx.caches.areas.shapes();
  const shape = shapes.find((entry) => entry.code === area) ?? shapes.find((entry) => area.startsWith(entry.code));
  if (!shape) return undefined;
  const ring = shape.shape.type === 'Polygon' ? shape.shape.coordinates[0] : shape.shape.coordinates[0]?.[0];
  const open = (ring ?? []).slice(0, -1);
  const mean = (i: 0 | 1) => open.reduce((sum, position) => sum + (position[i] as number), 0) / open.length;
  return open.length > 0 ? { lon: mean(0), lat: mean(1) } : undefined;
}

/** The address as said, then community, street, district: most specific first. An anonymous report keeps to the community. */
async function publicAddress(ctx: Context, row: PublicCase): Promise<string> {
  const path = await ctx.caches.areas.path(row.area.slice(0, 12));
  const areas = path.map((area) => area.name).reverse();
  const said = row.place && !row.anonymous ? [redactText(row.place)] : [];
  return [...said, ...areas].join(', ');
}

const both = (text: { zh: string; en: string }) => `${text.zh} / ${text.en}`;
