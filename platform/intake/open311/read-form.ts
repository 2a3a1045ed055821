import type { FastifyRequest } from 'fastify';
import { fault, Open311Error } from './open311-error.ts';
import { dropIllegal } from './write-xml.ts';

export type FormFile = { field: string; bytes: Buffer };
export type Form = {
  /** First value of a field, trimmed; undefined where it was not sent or sent empty, which is the same (GeoReport v2). */
  get(name: string): string | undefined;
  all(name: string): string[];
  names(): string[];
  files: readonly FormFile[];
};

export const MOST_FILES = 9;
const MOST_FIELDS = 200;
const MOST_FIELD_BYTES = 64 * 1024;
const MOST_FILE_BYTES = 20 * 2 ** 20;

/** The parameters of a query or of a body that was already read as urlencoded text. */
export function readParams(text: string): Form {
  return formOf([...new URLSearchParams(text)].slice(0, MOST_FIELDS), []);
}

/**
 * The fields and files of a POST: urlencoded as the standard wants it, or form-data, which clients send that upload
 * photos. Anything else is refused.
 */
export async function readForm(request: FastifyRequest): Promise<Form> {
  if (typeof request.body === 'string') return readParams(request.body);
  if (!request.isMultipart()) {
    if (request.body === undefined || request.body === null) return readParams('');
    throw wrongBody();
  }
  const pairs: [string, string][] = [];
  const files: FormFile[] = [];
  try {
    for await (const part of request.parts({
      limits: { fileSize: MOST_FILE_BYTES, files: MOST_FILES, fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES },
    })) {
      if (part.type === 'file') files.push({ field: part.fieldname, bytes: await part.toBuffer() });
      else pairs.push([part.fieldname, String(part.value)]);
    }
  } catch {
    throw wrongBody();
  }
  return formOf(
    pairs,
    files.filter((file) => file.bytes.length > 0),
  );
}

function formOf(pairs: readonly (readonly [string, string])[], files: readonly FormFile[]): Form {
  const values = new Map<string, string[]>();
  for (const [name, raw] of pairs) {
    const value = dropIllegal(raw).replace(/\r\n?/g, '\n').trim();
    if (value === '') continue;
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return {
    get: (name) => values.get(name)?.[0],
    all: (name) => values.get(name) ?? [],
    names: () => [...values.keys()],
    files,
  };
}

const wrongBody = () =>
  new Open311Error(400, [
    fault('400.body', {
      zh: '请用 application/x-www-form-urlencoded 或 multipart/form-data 提交，单个文件不超过 20 MB',
      en: 'Send application/x-www-form-urlencoded or multipart/form-data; no file above 20 MB',
    }),
  ]);
