import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The folder for the database, files and secrets: the one asked for, else `.gewu` in the working folder. Under root
 * the embedded database runs as another user, who must be able to walk into the folder; where that user cannot
 * (a checkout inside a private home, say) a folder below /var/lib is chosen instead, the same at every start.
 */
export function chooseDataFolder(wanted: string | undefined, cwd = process.cwd()): string {
  const folder = resolve(wanted ?? `${cwd}/.gewu`);
  const root = process.getuid?.() === 0;
  const chosen =
    root && !wanted && !canOthersEnter(dirname(folder))
      ? `/var/lib/gewu/${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
      : folder;
  mkdirSync(chosen, { recursive: true, mode: 0o711 });
  return chosen;
}

/** Whether a user who is neither owner nor in the group may walk into the folder. */
export function canOthersEnter(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      if ((statSync(at).mode & 0o001) === 0) return false;
    } catch {
      // not made yet: it will be made with the mode of our choice
    }
    if (at === dirname(at)) return true;
  }
}
