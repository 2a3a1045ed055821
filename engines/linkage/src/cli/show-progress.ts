import cliProgress from 'cli-progress';
import type { Progress, Text } from '../types.ts';

const PHASES: Record<Progress['phase'], Text> = {
  prepare: { zh: '准备', en: 'prepare' },
  count: { zh: '计数', en: 'count' },
  train: { zh: '训练', en: 'train' },
  predict: { zh: '比对', en: 'predict' },
  update: { zh: '更新', en: 'update' },
};

/** A progress bar on a terminal; elsewhere (logs, CI) a line for every quarter of a phase. */
export function showProgress(language: 'zh' | 'en'): { report(progress: Progress): void; stop(): void } {
  let phase: Progress['phase'] | undefined;
  let quarter = 0;
  if (!process.stderr.isTTY)
    return {
      report({ phase: now, done, detail }) {
        if (now !== phase) quarter = 0;
        phase = now;
        const reached = Math.floor(done * 4 + 1e-9);
        if (reached <= quarter) return;
        quarter = reached;
        process.stderr.write(`${PHASES[now][language]} ${reached * 25} %${detail ? ` ${detail}` : ''}\n`);
      },
      stop: () => undefined,
    };
  const bar = new cliProgress.SingleBar(
    { format: '{phase} {bar} {percentage} % {eta_formatted} {detail}', hideCursor: true, etaBuffer: 50 },
    cliProgress.Presets.shades_classic,
  );
  return {
    report({ phase: now, done, detail = '' }) {
      const payload = { phase: PHASES[now][language], detail };
      if (now !== phase) {
        if (phase) bar.stop();
        bar.start(1000, 0, payload);
      }
      phase = now;
      bar.update(Math.round(done * 1000), payload);
    },
    stop() {
      if (phase) bar.stop();
      phase = undefined;
    },
  };
}
