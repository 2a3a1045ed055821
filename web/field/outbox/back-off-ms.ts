/**
 * How long to wait after the n-th failure in a row (n from 1): 2 s doubling up to 5 min, so that a phone that walks
 * out of a cellar sends soon and a dead server is not hammered. The browser's `online` event cuts the wait short.
 */
export function backOffMs(tries: number): number {
  return Math.min(2000 * 2 ** Math.min(tries - 1, 20), 300_000);
}
