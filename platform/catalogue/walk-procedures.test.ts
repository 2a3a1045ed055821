import { checkLoop } from '@gewu/procedures/check-loop';
import { type CompiledLoop, compileLoop } from '@gewu/procedures/compile-loop';
import type { Act, FormSchema, State } from '@gewu/procedures/types';
import { validateForm } from '@gewu/procedures/validate-form';
import { getSimplePaths } from '@xstate/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot } from 'xstate';
import { readCatalogue } from './read-catalogue.ts';

const { engine } = readCatalogue();
const procedures = [...engine.procedures.keys()].map((key) => ({ key, pin: engine.pinned(key) }));
const compiledOf = (key: string): CompiledLoop => compileLoop(engine.pinned(key).loop);

describe.each(procedures)('procedure $key', ({ key, pin }) => {
  const compiled = compiledOf(key);
  const { loop } = pin;

  it('strands no case', () => {
    expect(checkLoop(loop)).toEqual([]);
  });

  it('can be walked along every path to every end', () => {
    const events = (snapshot: AnyMachineSnapshot) =>
      compiled.actsFrom(String(snapshot.value)).map((type) => ({ type }));
    const paths = getSimplePaths(compiled.machine, { events, serializeState: (snapshot) => String(snapshot.value) });
    const reached = new Set<string>();
    const done = new Set<string>();
    for (const { steps, state } of paths) {
      reached.add(String(state.value));
      let at = loop.initial;
      for (const { event } of steps.filter((step) => step.event.type !== 'xstate.init')) {
        at = compiled.nextState(at, event.type) as string;
        done.add(event.type);
      }
      expect(at).toBe(state.value);
    }
    expect([...reached].sort()).toEqual(Object.keys(loop.states).sort());
    // an act that only leads back is on no simple path, but starts where one leads
    for (const [name, act] of Object.entries(loop.acts))
      expect(done.has(name) || act.from.every((from) => reached.has(from)), name).toBe(true);
    expect(done.size).toBeGreaterThanOrEqual(Object.keys(loop.states).length - 1);
  });

  it('ends whatever happens, in any order, as long as nobody stops acting', () => {
    const turns = fc.array(fc.nat(), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(turns, (choices) => {
        let state = loop.initial;
        for (const choice of choices) {
          const acts = compiled.actsFrom(state).filter((act) => compiled.nextState(state, act) !== state);
          if (loop.states[state]?.final) expect(acts).toEqual([]);
          if (acts.length === 0) return;
          state = compiled.nextState(state, acts[choice % acts.length] as string) as string;
        }
        expect(shortestEnd(compiled, state)).toBeDefined();
      }),
    );
  });

  it('lets only somebody other than the handler pass on the work', () => {
    for (const act of Object.values(loop.acts)) {
      const leaves = act.from.some((from) => loop.states[from]?.turn === 'verifier') && act.to !== undefined;
      // taking a case back altogether is no judgement of the work
      if (leaves && act.to !== 'void') expect(act.by).toEqual(['verifier']);
    }
  });

  it('asks in both languages, with forms that can be filled in', () => {
    const forms = Object.entries(loop.acts).map(([name, act]): [string, FormSchema | undefined] => [name, act.ask]);
    for (const [name, form] of [...forms, ['form', pin.procedure.form] as const])
      if (form) checkForm(`${key}/${name}`, form);
  });
});

type Field = {
  type: string;
  title?: string;
  enum?: unknown[];
  const?: unknown;
  'x-title-en'?: string;
  'x-enum-zh'?: string[];
  'x-enum-en'?: string[];
};

function checkForm(where: string, form: FormSchema): void {
  const fields = (form.properties ?? {}) as Record<string, Field>;
  for (const [name, field] of Object.entries(fields)) {
    expect(field.title, `${where}/${name} title`).toMatch(/\p{Script=Han}/u);
    expect(field['x-title-en'], `${where}/${name} x-title-en`).toMatch(/^[A-Z0-9]/);
    expect(field['x-enum-zh']?.length, `${where}/${name} x-enum-zh`).toBe(field.enum?.length);
    expect(field['x-enum-en']?.length, `${where}/${name} x-enum-en`).toBe(field.enum?.length);
  }
  for (const name of (form.required ?? []) as string[]) expect(Object.keys(fields), where).toContain(name);
  // an empty answer is refused where something is required, and only there
  expect(validateForm(form, {}).length > 0, where).toBe(((form.required ?? []) as string[]).length > 0);
}

/** The acts of a shortest way from a state to an end. */
function shortestEnd(compiled: CompiledLoop, from: string): string[] | undefined {
  const ways: [string, string[]][] = [[from, []]];
  const seen = new Set([from]);
  for (const [state, acts] of ways) {
    if (compiled.loop.states[state]?.final) return acts;
    for (const act of compiled.actsFrom(state)) {
      const next = compiled.nextState(state, act) as string;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([next, [...acts, act]]);
    }
  }
  return undefined;
}

describe('the closed loop', () => {
  const standard = engine.loops.get('standard');

  it('has the seventeen states and seven stages', () => {
    expect(Object.keys(standard?.states ?? {}).sort()).toEqual([
      'archived',
      'assigning',
      'closed',
      'confirming',
      'declined',
      'dispatching',
      'draft',
      'filing',
      'handled',
      'handling',
      'rating',
      'reported',
      'supplementing',
      'suspended',
      'verifying',
      'void',
      'withdrawn',
    ]);
    expect(standard?.stages.map((stage) => stage.key)).toEqual([
      'collect',
      'file',
      'dispatch',
      'handle',
      'feed_back',
      'verify',
      'evaluate',
    ]);
  });

  it.each([
    [
      'a small matter, settled by the grid worker at once',
      'standard-matter',
      ['settle', 'verify_pass', 'confirm_result', 'archive'],
      'archived',
    ],
    [
      'a small matter of the grid worker’s own patrol',
      'patrol-finding',
      ['settle', 'verify_close', 'archive'],
      'archived',
    ],
    [
      'the whole way through a department',
      'standard-matter',
      ['accept', 'dispatch', 'assign', 'finish', 'feed_back', 'verify_pass', 'silence', 'archive'],
      'archived',
    ],
    [
      'asked for more, confirmed on site, filed',
      'standard-matter',
      ['ask_more', 'supplement', 'send_to_confirm', 'confirm', 'accept'],
      'dispatching',
    ],
    [
      'returned, transferred, on hold, not done, disputed, redone',
      'standard-matter',
      [
        'accept',
        'dispatch',
        'return',
        'dispatch',
        'take',
        'transfer',
        'take',
        'suspend',
        'take_up',
        'finish',
        'feed_back',
        'verify_fail',
        'finish',
        'feed_back',
        'verify_pass',
        'dispute',
        'dispatch',
        'take',
        'finish',
        'feed_back',
        'verify_pass',
        'confirm_result',
        'redo',
      ],
      'dispatching',
    ],
    ['taken back and never sent again', 'standard-matter', ['take_back', 'discard'], 'withdrawn'],
    [
      'a certificate, after a visit and a correction',
      'residence-certificate',
      [
        'accept',
        'send_to_visit',
        'report_visit',
        'ask_correction',
        'correct',
        'approve',
        'deliver',
        'confirm_result',
        'archive',
      ],
      'archived',
    ],
  ])('travels: %s', (_what, procedure, acts, end) => {
    const compiled = compiledOf(procedure);
    let state = compiled.loop.initial;
    for (const act of acts) {
      const next = compiled.nextState(state, act);
      expect(next, `${act} from ${state}`).toBeDefined();
      state = next as string;
    }
    expect(state).toBe(end);
  });

  it('keeps the clock running through side acts, which move nothing', () => {
    const side = [
      'ask_assist',
      'agree_assist',
      'arrive_assist',
      'answer_assist',
      'ask_extension',
      'approve_extension',
      'pause',
      'resume',
      'nudge',
      'supervise',
      'instruct',
      'pin',
      'note',
    ];
    const compiled = compiledOf('standard-matter');
    for (const act of side) expect(compiled.nextState('handling', act), act).toBe('handling');
  });

  it('gives the reporter a way on wherever it is the reporter’s turn, and the system one where it is nobody’s', () => {
    for (const [key, state] of Object.entries(standard?.states ?? {}) as [string, State][]) {
      if (state.final) continue;
      const acts = (Object.values(standard?.acts ?? {}) as Act[]).filter(
        (act) => act.from.includes(key) && act.to !== undefined,
      );
      if (state.turn === 'reporter')
        expect(
          acts.some((act) => act.by.includes('reporter')),
          key,
        ).toBe(true);
      if (state.turn === 'nobody') expect(state.timeout, key).toBeDefined();
    }
  });
});
