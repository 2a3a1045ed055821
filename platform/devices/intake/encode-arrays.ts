// Arrays as PostgreSQL reads them in binary: many rows travel as a few parameters, and nothing is parsed twice.
const OIDS = { int4: 23, int8: 20, float8: 701, jsonb: 3802 };
const HEAD = 20;
const NULL = -1;

/** @param values whole numbers of 32 bits */
export const encodeInts = (values: readonly number[]): Buffer =>
  encode(OIDS.int4, values, 4, (bytes, value, at) => bytes.writeInt32BE(value, at));

/** @param values whole numbers that a JavaScript number can hold */
export const encodeBigInts = (values: readonly number[]): Buffer =>
  encode(OIDS.int8, values, 8, (bytes, value, at) => bytes.writeBigInt64BE(BigInt(value), at));

export const encodeFloats = (values: readonly (number | null)[]): Buffer =>
  encode(OIDS.float8, values, 8, (bytes, value, at) => bytes.writeDoubleBE(value, at));

/** @param values what JSON can say */
export function encodeJson(values: readonly object[]): Buffer {
  const texts = values.map((value) => JSON.stringify(value));
  let size = HEAD + texts.length * 5;
  for (const text of texts) size += Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(size);
  let at = writeHead(bytes, OIDS.jsonb, texts.length, false);
  for (const text of texts) {
    bytes[at + 4] = 1; // the only version of its binary form that there is
    const length = bytes.write(text, at + 5) + 1;
    bytes.writeInt32BE(length, at);
    at += 4 + length;
  }
  return bytes;
}

function encode(
  oid: number,
  values: readonly (number | null)[],
  width: number,
  write: (bytes: Buffer, value: number, at: number) => void,
): Buffer {
  const nulls = values.reduce<number>((count, value) => count + (value === null ? 1 : 0), 0);
  const bytes = Buffer.allocUnsafe(HEAD + values.length * (4 + width) - nulls * width);
  let at = writeHead(bytes, oid, values.length, nulls > 0);
  for (const value of values) {
    bytes.writeInt32BE(value === null ? NULL : width, at);
    at += 4;
    if (value === null) continue;
    write(bytes, value, at);
    at += width;
  }
  return bytes;
}

/** One dimension from 1 on, however long: zero elements are an empty array too. @returns where the elements begin */
function writeHead(bytes: Buffer, oid: number, length: number, nulls: boolean): number {
  for (const [i, part] of [1, nulls ? 1 : 0, oid, length, 1].entries()) bytes.writeInt32BE(part, i * 4);
  return HEAD;
}
