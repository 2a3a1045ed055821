import type { Destruction } from './vault-types.ts';

/** Saves a certificate of destruction with its hash as a file. */
export function saveCertificate(name: string, { certificate, hash }: Destruction): void {
  const text = JSON.stringify({ ...certificate, hash }, null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
