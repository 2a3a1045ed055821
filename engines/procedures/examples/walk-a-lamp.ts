// node examples/walk-a-lamp.ts: reads the declaration beside it, checks it, and walks a broken lamp to its end.
import { fileURLToPath } from 'node:url';
import { checkLoop } from '../src/check-loop.ts';
import { compileLoop } from '../src/compile-loop.ts';
import { loadCatalogue } from '../src/load-catalogue.ts';
import { validateForm } from '../src/validate-form.ts';
import { addLimit } from '../src/working-calendar.ts';

const catalogue = loadCatalogue(fileURLToPath(new URL('./lamps/', import.meta.url)));
const { procedure, loop } = catalogue.pinned('street-lamp');
console.log('faults of the loop:', checkLoop(loop).length);
console.log('faults of a form:', validateForm(procedure.form ?? {}, { pole: 'A1' }));

const machine = compileLoop(loop);
let state = loop.initial;
for (const act of ['take', 'finish', 'dispute', 'finish', 'confirm']) {
  const next = machine.nextState(state, act);
  if (next === undefined) throw new Error(`${act} is not possible in ${state}`);
  console.log(`${state} -- ${loop.acts[act]?.name.zh} --> ${next}`);
  state = next;
}

const hours = {
  spans: [
    [510, 720],
    [840, 1080],
  ] as [number, number][],
  timeZone: 'Asia/Shanghai',
};
const due = addLimit(new Date('2026-09-30T17:00:00+08:00'), { amount: 1, unit: 'working_day' }, hours);
console.log('one working day from the eve of the national holiday:', due.toISOString());
