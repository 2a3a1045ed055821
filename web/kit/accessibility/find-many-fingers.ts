/** Row 11: the lines of a source that wait for three fingers or more. */
export function findManyFingers(source: string): string[] {
  const waits = /\b(?:changedTouches|targetTouches|touches)\.length\s*(?:>=\s*[3-9]|>\s*[2-9]|={2,3}\s*[3-9])/;
  return source
    .split('\n')
    .filter((line) => waits.test(line))
    .map((line) => line.trim());
}
