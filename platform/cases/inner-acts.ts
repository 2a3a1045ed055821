/** Acts whose words and files stay between posts; a resident sees that they happened. */
export const INNER_ACTS: ReadonlySet<string> = new Set([
  'instruct',
  'supervise',
  'note',
  'return',
  'transfer',
  'ask_assist',
  'whistle',
  'ask_extension',
  'refuse_extension',
  'evaluate',
]);
