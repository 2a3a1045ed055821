import type { Scene, Story } from './scene.ts';

/** An application for a residence certificate: accepted, sometimes visited, decided, delivered. */
export function* tellService({ random, book }: Scene): Story {
  let now = yield { act: 'accept', by: 'desk', speed: 0.4 };
  now = yield { act: 'review', by: 'owner', speed: 0.4 };
  const worker = book.at(now.area, 'grid_worker');
  if (worker && random.chance(0.3)) {
    yield { act: 'send_to_visit', by: 'owner', target: worker, speed: 0.2, note: '请上门核实居住情况。' };
    now = yield { act: 'report_visit', by: 'owner', speed: 0.5, data: { finding: 'as_stated' } };
  } else if (random.chance(0.1)) {
    yield { act: 'ask_correction', by: 'owner', speed: 0.3, note: '请补充租赁合同照片。' };
    now = yield { act: 'correct', by: 'reporter', hours: 20, note: '合同照片已补充。' };
  }
  yield random.chance(0.93)
    ? {
        act: 'approve',
        by: 'owner',
        speed: 0.4,
        data: { document: `居证〔${now.opened_at.getFullYear()}〕${random.int(100, 999)}号` },
      }
    : { act: 'refuse', by: 'owner', speed: 0.4, note: '所述地址与实际居住不符。' };
  yield { act: 'deliver', by: 'owner', speed: 0.5, data: { way: random.pick(['counter', 'electronic', 'visit']) } };
  if (random.chance(0.6))
    yield { act: 'confirm_result', by: 'reporter', hours: 12, data: { solved: true, rating: random.int(4, 5) } };
}
