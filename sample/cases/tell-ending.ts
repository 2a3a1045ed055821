import type { CaseRecord } from '../../platform/cases/case-record.ts';
import type { Scene } from './scene.ts';
import type { Chapter } from './tell-standard.ts';

/** From the check to the archive, or back to work: never more than twice round. */
export function* tellEnding(scene: Scene, row: CaseRecord, round: number): Chapter {
  const { random, origin, acts } = scene;
  let now = row;
  if (now.state === 'verifying') {
    if (round === 0 && random.chance(0.05))
      return yield { act: 'verify_fail', by: 'owner', speed: 0.29, note: '现场仍有残留，请继续处理。' };
    if (!acts.has('verify_pass')) {
      now = yield {
        act: 'verify_close',
        by: 'owner',
        speed: 0.29,
        data: { method: random.pick(['on_site', 'photos']) },
      };
      if (random.chance(0.08)) now = yield evaluation(scene);
      return now;
    }
    now = yield {
      act: 'verify_pass',
      by: 'owner',
      speed: 0.29,
      data: {
        method: random.weighted([
          ['on_site', 6],
          ['photos', 3],
          ['phone', 1],
        ]),
      },
    };
  }
  if (origin === 'resident') {
    const chance = random.next();
    if (chance < 0.06 && round < 2)
      return yield { act: 'dispute', by: 'reporter', hours: 16, note: '没有彻底解决，过一天又这样了。' };
    if (chance < 0.6) now = yield { act: 'confirm_result', by: 'reporter', hours: 14, data: ratingOf(scene) };
    else if (chance < 0.65) now = yield { act: 'close', by: 'desk', hours: 40, data: { ground: 'confirmed_by_phone' } };
    // the rest stay silent: the clock closes them
    else return now;
  } else {
    if (origin === 'caller' && random.chance(0.6))
      now = yield { act: 'call_back', by: 'desk', hours: 20, data: { reached: true, ...ratingOf(scene) } };
    now = yield {
      act: 'close',
      by: 'desk',
      hours: 6,
      data: { ground: origin === 'caller' ? 'confirmed_by_phone' : 'no_reporter' },
    };
  }
  if (random.chance(0.2))
    now = yield { act: 'call_back', by: 'desk', hours: 30, data: { reached: true, ...ratingOf(scene) } };
  if (random.chance(0.06)) now = yield evaluation(scene);
  if (round < 2 && random.chance(0.025))
    return yield {
      act: 'redo',
      by: origin === 'resident' ? 'reporter' : 'desk',
      hours: 90,
      note: '同样的问题又出现了。',
    };
  return now;
}

function ratingOf({ random }: Scene): { solved: boolean; rating: number } {
  const rating = random.weighted([
    [5, 46],
    [4, 30],
    [3, 13],
    [2, 6],
    [1, 5],
  ]);
  return { solved: rating > 2 || random.chance(0.25), rating };
}

function evaluation({ random }: Scene) {
  return { act: 'evaluate', by: 'superior', hours: 50, data: { score: random.int(70, 100) } } as const;
}
