import { fileTypeFromBuffer } from 'file-type';
import { type Actor, areaOf } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { contentName } from '../../files/file-store.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { NewConfiguration, NewFile } from './rollout-schemas.ts';

/** Kinds of content that no device runs: what was picked by mistake is refused, not sent to a thousand devices. */
const NEVER =
  /^(image|video|audio|font)\/|^application\/(pdf|msword|rtf|epub\+zip|x-cfb|x-sqlite3|vnd\.(openxmlformats|oasis|ms-)|x-msdownload|x-apple-diskimage)/;
const PAGES = /^\s*(<!doctype html|<html|<\?xml|\{|\[)/i;
const LEAST_BYTES = 16;

type Content = { content: Buffer; fileName: string };

/**
 * Keeps a package for good: its content is judged by what it is, stored under the digest computed here, and never changed.
 * @returns its number
 * @throws Problem 422 for content that is no firmware or an unknown profile, 409 where the version is taken
 */
export async function keepPackage(ctx: Context, actor: Actor, input: NewFile & Content): Promise<number> {
  const { content, fileName, ...names } = input;
  if (content.length < LEAST_BYTES || (await isSomethingElse(content)))
    throw new Problem(422, 'package.content', {
      zh: '该文件不是设备固件或软件包，请检查是否选错文件。',
      en: 'This file is no firmware or software of a device. Was the wrong file chosen?',
    });
  const sha256 = contentName(content);
  await ctx.files.put(sha256, content);
  return insert(ctx, actor, {
    ...names,
    sha256,
    bytes: content.length,
    fileName: fileName.slice(0, 200),
    settings: null,
  });
}

/** What is sealed looks like chance, and chance now and then looks like the first bytes of something. */
async function isSomethingElse(content: Buffer): Promise<boolean> {
  const kind = await fileTypeFromBuffer(content);
  if (kind?.mime === 'audio/mpeg') return content.subarray(0, 3).toString('latin1') === 'ID3';
  if (kind) return NEVER.test(kind.mime);
  const head = content.subarray(0, 200);
  return head.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13)) && PAGES.test(head.toString('utf8'));
}

/** Keeps a set of settings as a package; see {@link keepPackage}. */
export const keepConfiguration = (ctx: Context, actor: Actor, input: NewConfiguration): Promise<number> =>
  insert(ctx, actor, { ...input, kind: 'configuration', sha256: null, bytes: null, fileName: null });

type Row = Omit<NewFile, 'kind'> & {
  kind: string;
  sha256: string | null;
  bytes: number | null;
  fileName: string | null;
  settings: NewConfiguration['settings'] | null;
};

async function insert(ctx: Context, actor: Actor, row: Row): Promise<number> {
  return withSystem(ctx.pool, async (db, client) => {
    const { rowCount } = await client.query('select from device_profile where key = $1 and retired_at is null', [
      row.profile,
    ]);
    if (rowCount === 0)
      throw new Problem(422, 'device.profile', { zh: '没有这种设备类型。', en: 'There is no such profile.' });
    const { rows } = await client.query<{ id: number }>(
      `insert into device_package (kind, title, version, profile, maker, model, area, sha256, bytes, file_name, settings, account, post)
       values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10, $11, $12, $13) on conflict (kind, title, version) do nothing returning id`,
      [
        row.kind,
        row.title,
        row.version,
        row.profile,
        row.maker ?? null,
        row.model ?? null,
        areaOf(actor),
        row.sha256,
        row.bytes,
        row.fileName,
        row.settings && JSON.stringify(row.settings),
        actor.account,
        actor.kind === 'staff' ? actor.post.id : null,
      ],
    );
    const id = rows[0]?.id;
    if (id === undefined)
      throw new Problem(409, 'package.taken', {
        zh: '该名称和版本已存在。升级包不可更改，请使用新的版本号。',
        en: 'That title and version exist already. A package never changes; use a new version.',
      });
    const { settings: _settings, fileName: _name, ...data } = row;
    await recordEvent(db, actor, { kind: 'change', subject: `package:${id}`, data: { what: 'kept', ...data } });
    return id;
  });
}
