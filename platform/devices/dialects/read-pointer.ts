import type { Test } from './dialect-types.ts';

/** What stands at a JSON pointer (RFC 6901) in a message; undefined where nothing does. Inherited members are not there. */
export function readPointer(body: unknown, pointer: string): unknown {
  let here = body;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

/** Whether a message passes a test. */
export function passes(body: unknown, { at, is }: Test): boolean {
  const found = readPointer(body, at);
  return is ? is.includes(found as string) : found !== undefined && found !== null;
}
