import type { Loop, Text } from './types.ts';

const text = (en: string): Text => ({ zh: en, en });

/** A small loop without faults, made anew for every test so that one may spoil it. */
export function makeExampleLoop(): Loop {
  return {
    loop: 'repair',
    version: 1,
    name: text('Repair'),
    stages: [
      { key: 'work', name: text('Work') },
      { key: 'end', name: text('End') },
    ],
    initial: 'open',
    states: {
      open: { name: text('Open'), stage: 'work', turn: 'owner', clock: 'accept' },
      working: { name: text('Working'), stage: 'work', turn: 'owner', clock: 'handle' },
      rating: { name: text('Rating'), stage: 'end', turn: 'reporter', clock: 'silence', timeout: 'silence' },
      done: { name: text('Done'), stage: 'end', turn: 'nobody', clock: null, final: true },
    },
    acts: {
      take: { name: text('Take'), from: ['open'], to: 'working', by: ['owner'], gives: 'actor' },
      finish: { name: text('Finish'), from: ['working'], to: 'rating', by: ['owner'], gives: 'nobody', evidence: 1 },
      confirm: { name: text('Confirm'), from: ['rating'], to: 'done', by: ['reporter'] },
      dispute: { name: text('Dispute'), from: ['rating'], to: 'working', by: ['reporter'], gives: 'handler' },
      silence: { name: text('Silence'), from: ['rating'], to: 'done', by: ['system'] },
      note: { name: text('Note'), from: ['open', 'working'], by: ['owner'] },
    },
  };
}
