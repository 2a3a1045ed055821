import type { Actor } from '../../access/actor.ts';
import { openCase } from '../../cases/open-case.ts';
import type { OpenInput } from '../../cases/open-input.ts';
import type { Matter } from '../../catalogue/catalogue-cache.ts';
import { keepFile } from '../../files/keep-file.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { makePlaceMatcher } from '../make-place-matcher.ts';
import { nameUuid } from '../name-uuid.ts';
import { type CheckedRequest, checkRequest } from './check-request.ts';
import { chooseActId } from './choose-act-id.ts';
import { findNearbyOpen } from './find-nearby-open.ts';
import type { ServiceBook } from './list-services.ts';
import { makeToken } from './make-token.ts';
import { fault, Open311Error } from './open311-error.ts';
import { readAttributes } from './read-attributes.ts';
import type { Form } from './read-form.ts';
import type { Plain } from './write-xml.ts';

export type KeyActor = Extract<Actor, { kind: 'key' }>;
export const REPORT_TASK = 'open311-report';

/**
 * Takes a report (GeoReport v2, "POST Service Request") and opens its case, or for a batch service hands it to the
 * queue, durably, before the token goes out.
 * @returns the answer's single item: id or token, never both, and for a blackbox neither
 * @throws Open311Error with every fault of the form
 */
export async function createRequest(
  ctx: Context,
  book: ServiceBook,
  actor: KeyActor,
  form: Form,
  idempotencyKey: string | undefined,
): Promise<{ [key: string]: Plain }> {
  const catalogue = await ctx.caches.catalogue.get();
  const procedureOf = (matter: Matter) => catalogue.current.get(matter.procedure)?.procedure;
  let answers: Record<string, unknown> = {};
  const checked = checkRequest(form, book, (matter) => {
    const read = readAttributes(form, procedureOf(matter)?.form);
    answers = read.answers;
    const photos = procedureOf(matter)?.evidence ?? 0;
    if (form.files.length < photos)
      read.faults.push(
        fault('400.media', {
          zh: `该服务须随表单上传至少 ${photos} 张照片`,
          en: `This service wants at least ${photos} photo(s) uploaded with the form`,
        }),
      );
    return read.faults;
  });
  const place = await findPlace(ctx, actor, checked);
  const who = ['device_id', 'deviceid', 'account_id', 'phone', 'email'].map((name) => form.get(name) ?? null);
  const same = [
    who,
    checked.service.service_code,
    checked.description ?? null,
    checked.lon ?? null,
    checked.lat ?? null,
    checked.address ?? null,
    checked.addressId ?? null,
  ];
  const actId = await chooseActId(ctx, actor.keyId, idempotencyKey, same);
  const input: OpenInput = {
    actId,
    matter: checked.matter.key,
    description: checked.description ?? checked.matter.name.zh,
    lon: checked.lon,
    lat: checked.lat,
    place: checked.address ?? checked.addressId,
    ...place,
    files: await keepPhotos(ctx, actor, actId, form),
    attributes: {
      ...answers,
      via: actor.account,
      ...(checked.mediaUrls.length > 0 && { media_url: checked.mediaUrls }),
      ...(checked.addressId && { address_id: checked.addressId }),
    },
    anonymous: isYes(form.get('anonymous') ?? form.get('public_anonymity_required')),
    confidential: checked.service.type === 'blackbox',
    contact: readContact(form),
    source: 'resident',
    channel: 'api',
  };
  return {
    ...(await take(ctx, book, actor, checked, input)),
    ...(form.get('account_id') && { account_id: form.get('account_id') as string }),
  };
}

async function take(
  ctx: Context,
  book: ServiceBook,
  actor: KeyActor,
  checked: CheckedRequest,
  input: OpenInput,
): Promise<{ [key: string]: Plain }> {
  if (checked.service.type === 'batch') {
    // personal fields wait in the queue sealed
    await ctx.jobs.add(
      REPORT_TASK,
      { sealed: ctx.sealer.sealJson({ actor, input }).toString('base64') },
      `${REPORT_TASK}:${input.actId}`,
    );
    return { token: makeToken(input.actId, ctx.config.secrets.hashKey) };
  }
  const nearby =
    checked.service.type === 'realtime' && checked.lon !== undefined
      ? await findNearbyOpen(
          ctx,
          book.listed,
          checked.matter.key,
          { lon: checked.lon, lat: checked.lat as number },
          input.actId,
        )
      : undefined;
  const receipt = await openCase(ctx, actor, input).catch(asOpen311);
  if (checked.service.type === 'blackbox')
    return { service_notice: '已收到，不提供查询编号 / Received; reports of this kind are not numbered' };
  return {
    service_request_id: receipt.number,
    service_notice: nearby
      ? `附近已有同类案卷 ${nearby}，将一并办理 / A case of the same kind is open nearby: ${nearby}`
      : null,
  };
}

/** Opens the case of a batch report; a job that runs twice finds its first case. */
export async function openQueuedReport(ctx: Context, payload: { sealed: string }): Promise<void> {
  const { actor, input } = ctx.sealer.openJson(Buffer.from(payload.sealed, 'base64')) as {
    actor: KeyActor;
    input: OpenInput;
  };
  await openCase(ctx, actor, input);
}

/** A key works for its area: a report that lies elsewhere is refused, one that says no place stays with the key's desk. */
async function findPlace(
  ctx: Context,
  actor: KeyActor,
  checked: CheckedRequest,
): Promise<Pick<OpenInput, 'area' | 'placeReason'>> {
  if (checked.lon !== undefined) {
    const { area } = (await ctx.caches.areas.locator()).locate(checked.lon, checked.lat as number);
    if (!area.startsWith(actor.area)) throw outside();
    return {};
  }
  const matchPlace = await makePlaceMatcher(ctx);
  const match = matchPlace([checked.address, checked.description].filter(Boolean).join('\n'));
  if (match.area && !match.area.startsWith(actor.area) && !actor.area.startsWith(match.area)) throw outside();
  const deeper = match.area && match.area.length >= actor.area.length ? match.area : actor.area;
  return { area: deeper, placeReason: match.reason };
}

const outside = () =>
  new Open311Error(403, [
    fault('403.area', { zh: '该 api_key 不适用于此地点', en: 'This api_key is not for that place' }),
  ]);

async function keepPhotos(ctx: Context, actor: KeyActor, actId: string, form: Form): Promise<string[]> {
  const ids: string[] = [];
  for (const [i, file] of form.files.entries())
    ids.push((await keepFile(ctx, actor, nameUuid(`photo:${actId}:${i}`), file.bytes).catch(asOpen311)).id);
  return ids;
}

function readContact(form: Form): { name: string; phone: string } | undefined {
  const name = ['last_name', 'first_name'].map((field) => form.get(field)).filter(Boolean);
  // 王 + 小明 is written 王小明, Smith + John is written John Smith
  const written = name.every((part) => /^\p{Script=Han}+$/u.test(part as string))
    ? name.join('')
    : name.reverse().join(' ');
  const phone = [form.get('phone'), form.get('email')].filter(Boolean).join(' ');
  return written || phone ? { name: written, phone } : undefined;
}

const isYes = (text: string | undefined) => /^(true|1|yes|是)$/i.test(text ?? '');

function asOpen311(error: unknown): never {
  if (error instanceof Problem && error.status < 500)
    throw new Open311Error(400, [fault(`400.${error.code}`, error.sentence)]);
  throw error;
}
