import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import { checkPhone } from '@gewu/identifiers/check-phone';
import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { maskValue } from '../mask-value.ts';
import { isSecretRef } from '../open-secrets.ts';
import type { BaseField } from '../sources/declaration.ts';
import { readBase } from '../sources/read-base.ts';
import { findOwn } from './find-own.ts';
import { openOwnCase } from './open-own-case.ts';
import { alreadyKnown, type Claim } from './prove-self.ts';
import { readRows } from './read-own.ts';

const { kinds, codes } = readBase(CATALOGUE_DIR);
const FIELDS = kinds.person.fields;

export type Correction = { actId: string; field: string; value: string; reason: string; files?: string[] | undefined };
export type Deletion = { actId: string; fields: string[]; ground: string; reason?: string | undefined };
export type DeskWish = Claim & { actId: string; community: string };

/**
 * Says that a field is wrong and what it should be: a case for the desk of the resident's community. In the case both
 * values stand masked where they are sensitive; the plain one waits beside it until the case is decided.
 * @throws Problem 409 not verified · 422 no such field, or a value that cannot be right
 */
export async function askCorrection(ctx: Context, actor: Actor, wish: Correction): Promise<{ number: string }> {
  const own = await findOwn(ctx, actor);
  const field = FIELDS[wish.field];
  if (!field) throw wrongField();
  const value = readValue(field, wish.value);
  const { words } = await readRows(ctx, own);
  const old = own.fields[wish.field];
  const before = isSecretRef(old) ? words.secrets.get(old['§']) : old;
  const shown = (plain: unknown) =>
    plain === undefined || plain === null
      ? undefined
      : field.class === 'sensitive'
        ? maskValue(field.type, plain)
        : (field.codes && codes[field.codes]?.values[String(plain)]?.zh) || String(plain);
  const was = shown(before);
  return openOwnCase(ctx, actor, {
    actId: wish.actId,
    kind: 'correct',
    procedure: 'data-correction',
    title: `更正本人信息：${field.zh}`,
    description: wish.reason,
    area: communityOf(ctx, own.area),
    attributes: {
      field: field.zh,
      ...(was !== undefined && { old: was }),
      new: shown(value) ?? '',
      reason: wish.reason,
    },
    files: wish.files,
    entity: own.id,
    plain: { field: wish.field, value },
  });
}

/**
 * Asks that fields be deleted. The desk checks it against PIPL Art. 47 and deletes, or freezes with a reason.
 * @throws Problem 409 not verified · 422 no such field
 */
export async function askDeletion(ctx: Context, actor: Actor, wish: Deletion): Promise<{ number: string }> {
  const own = await findOwn(ctx, actor);
  const named = wish.fields.map((key) => FIELDS[key]?.zh);
  if (named.some((name) => name === undefined)) throw wrongField();
  return openOwnCase(ctx, actor, {
    actId: wish.actId,
    kind: 'delete',
    procedure: 'data-request',
    title: '申请删除本人信息',
    description: wish.reason ?? '申请删除本人信息',
    area: communityOf(ctx, own.area),
    attributes: {
      request: 'delete',
      fields: named.join('、'),
      ground: wish.ground,
      ...(wish.reason && { reason: wish.reason }),
    },
    entity: own.id,
    plain: { fields: wish.fields },
  });
}

/**
 * Asks the community desk to check the identity in person, where the phone does not fit. Open to everybody and answered
 * alike, whether the base knows such a person or not; one open request a resident.
 */
export async function askDesk(ctx: Context, actor: Actor, wish: DeskWish): Promise<{ number: string }> {
  const before = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ entity: number | null }>('select entity from account where id = $1', [
      actor.account,
    ]);
    if (rows[0]?.entity) throw alreadyKnown();
    const open = await client.query<{ id: number; opened_at: Date }>(
      `select c.id, c.opened_at from own_request r join cases c on c.id = r.case_id
       where r.account = $1 and r.kind = 'verify' and r.applied_at is null and c.open limit 1`,
      [actor.account],
    );
    return open.rows[0];
  });
  if (before) return { number: caseNumber(before.id, before.opened_at) };
  if (!(await ctx.caches.areas.get(wish.community)))
    throw new Problem(422, 'area.unknown', { zh: '请选择您的社区。', en: 'Please choose your community.' });
  return openOwnCase(ctx, actor, {
    actId: wish.actId,
    kind: 'verify',
    procedure: 'data-request',
    title: '现场核验居民身份',
    description: '居民申请到社区窗口核验身份，请当面核对身份证件。',
    area: wish.community,
    attributes: { request: 'verify' },
    entity: null,
    plain: { name: wish.name, citizen: wish.citizen },
  });
}

const wrongField = () => new Problem(422, 'own.field', { zh: '没有这一项。', en: 'There is no such field.' });

const communityOf = (ctx: Context, area: string) =>
  area.length >= 12 ? area.slice(0, 12) : area || ctx.config.district;

/** A value as the base keeps it. @throws Problem 422 where it cannot be right */
function readValue(field: BaseField, text: string): string {
  const wrong = (zh: string, en: string) => new Problem(422, 'own.value', { zh, en });
  const plain = text.normalize('NFKC').trim();
  if (field.type === 'citizen') {
    const checked = checkCitizenNumber(plain);
    if (!checked.ok) throw wrong('公民身份号码有误，请核对。', 'The citizen number is not right. Please check it.');
    return checked.value.number;
  }
  if (field.type === 'phone') {
    const checked = checkPhone(plain, '029');
    if (!checked.ok) throw wrong('电话号码有误，请核对。', 'The phone number is not right. Please check it.');
    return checked.value.number;
  }
  if (field.type === 'date' && (!/^\d{4}-\d{2}-\d{2}$/.test(plain) || Number.isNaN(Date.parse(plain))))
    throw wrong('日期有误，请核对。', 'The date is not right. Please check it.');
  if (field.type === 'code' && !codes[field.codes ?? '']?.values[plain])
    throw wrong('请从列表中选择。', 'Please choose from the list.');
  if (plain === '') throw wrong('请填写应为的内容。', 'Please say what it should be.');
  return plain;
}
