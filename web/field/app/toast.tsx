import { CheckCircleOutline } from 'antd-mobile-icons';
import { useEffect } from 'react';

export type Said = { text: string; action?: { label: string; run(): void }; key: number };

/** A short word at the bottom; with something to tap it stays longer. */
export function Toast({ said, onGone }: { said: Said; onGone(): void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new word starts the time anew
  useEffect(() => {
    const timer = setTimeout(onGone, said.action ? 12_000 : 4_000);
    return () => clearTimeout(timer);
  }, [said.key]);
  const run = () => {
    said.action?.run();
    onGone();
  };
  return (
    <div className="f-toast" role="status">
      <CheckCircleOutline aria-hidden />
      <span>{said.text}</span>
      {said.action && (
        <button type="button" onClick={run}>
          {said.action.label}
        </button>
      )}
    </div>
  );
}
