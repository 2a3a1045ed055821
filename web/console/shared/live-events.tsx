import { useRef } from 'react';
import { type CaseEvent, useCaseEvents } from '../../kit/events.ts';
import { useVisible } from './use-visible.ts';

type Props = {
  onEvent: (event: CaseEvent) => void;
  /** The stream is open again after a pause: something may have been missed. */
  onReturn: () => void;
};

/**
 * The stream of steps, for as long as the page can be seen. A browser keeps six connections to one server: with a
 * stream in every open tab, the seventh tab would never load.
 */
export function LiveEvents({ onEvent, onReturn }: Props) {
  const visible = useVisible();
  const opened = useRef(false);
  const tellReturn = () => {
    if (opened.current) onReturn();
    opened.current = true;
  };
  return visible ? <Stream onEvent={onEvent} onOpen={tellReturn} /> : null;
}

function Stream({ onEvent, onOpen }: { onEvent: (event: CaseEvent) => void; onOpen: () => void }) {
  useCaseEvents(onEvent, onOpen);
  return null;
}
