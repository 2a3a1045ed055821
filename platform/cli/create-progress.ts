import cliProgress from 'cli-progress';

export type Report = (done: number, total: number, label?: string) => void;

/** A progress bar on a terminal; elsewhere (logs, CI) a line for every quarter. */
export function createProgress(name: string): { report: Report; stop(): void } {
  if (!process.stderr.isTTY) {
    let quarter = 0;
    return {
      report(done, total, label) {
        const now = total > 0 ? Math.floor((4 * done) / total) : 0;
        if (now <= quarter) return;
        quarter = now;
        process.stderr.write(`${name}: ${label ? `${label} ` : ''}${done} / ${total}\n`);
      },
      stop: () => undefined,
    };
  }
  const bar = new cliProgress.SingleBar(
    { format: `${name} {bar} {percentage}% {value}/{total} {label}`, hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    report(done, total, label = '') {
      if (!started) bar.start(total, done, { label });
      started = true;
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop: () => bar.stop(),
  };
}
