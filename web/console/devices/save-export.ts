import { readStream } from './read-stream.ts';

export type Progress = { bytes: number; rows: number; of: number };

const NEWLINE = 10;

/**
 * Fetches a file of telemetry and gives it to the browser to save.
 * @param note told how far it is: rows are counted in CSV, where each is a line
 * @returns the name of the file
 */
export async function saveExport(
  query: URLSearchParams,
  signal: AbortSignal,
  note: (progress: Progress) => void,
): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const progress: Progress = { bytes: 0, rows: -1, of: 0 };
  let name = 'telemetry';
  let type = '';
  await readStream('GET', `/devices/export?${query}`, undefined, signal, (part, headers) => {
    parts.push(part);
    progress.bytes += part.length;
    progress.of = Number(headers.get('gewu-rows'));
    for (const byte of part) if (byte === NEWLINE) progress.rows += 1;
    name = /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? name;
    type = headers.get('content-type') ?? '';
    note({ ...progress });
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  // the browser has begun to read it by then
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}
