import type { CaseRecord } from '../../platform/cases/case-record.ts';
import type { Scene } from './scene.ts';
import type { Chapter } from './tell-standard.ts';

const DAY = 86_400_000;
const day = (row: CaseRecord, days: number): string =>
  new Date(row.updated_at.getTime() + days * DAY).toISOString().slice(0, 10);

/** From a task in somebody's hands to work that waits for the check. */
export function* tellHandling(scene: Scene, row: CaseRecord): Chapter {
  const { random, text } = scene;
  let now = yield* troubles(scene, row);
  if (now.state !== 'handling') return now;
  now = yield { act: 'finish', by: 'owner', speed: 0.36, note: random.pick(text.measures) };
  return yield {
    act: 'feed_back',
    by: 'owner',
    speed: 0.29,
    note: `您反映的问题已处理：${random.pick(text.measures)}`,
  };
}

/** What comes between: help, delays, urging, orders from above. */
function* troubles(scene: Scene, row: CaseRecord): Chapter {
  const { random, origin, book, acts, wish } = scene;
  let now = row;
  const chance = wish === 'suspended' ? 0.2 : random.next();
  if (origin === 'resident' && random.chance(0.06))
    now = yield { act: 'nudge', by: 'reporter', hours: 20, note: '请问什么时候能处理？' };
  if (now.marks.includes('urged') && random.chance(0.4))
    now = yield { act: 'supervise', by: 'superior', hours: 4, note: '群众催办，请加快办理并报结果。' };
  else if (random.chance(0.012))
    now = yield { act: 'instruct', by: 'superior', hours: 6, note: '举一反三，排查同类问题。' };
  if (now.state !== 'handling') return now;
  if (chance < 0.07 && acts.has('ask_extension') && !now.extension) {
    now = yield {
      act: 'ask_extension',
      by: 'owner',
      speed: 0.36,
      data: { until: day(now, 5), days: 5 },
      note: '需采购配件，申请延期。',
    };
    now = random.chance(0.8)
      ? yield { act: 'approve_extension', by: 'superior', hours: 3, note: '同意，做好现场防护。' }
      : yield { act: 'refuse_extension', by: 'superior', hours: 3, note: '请协调资源按期完成。' };
  } else if (chance < 0.11) {
    now = yield {
      act: 'pause',
      by: 'owner',
      speed: 0.22,
      data: { reason: random.pick(['waiting_reporter', 'no_access', 'force_majeure']) },
      note: '联系不上当事人，约定再次上门。',
    };
    now = yield { act: 'resume', by: 'owner', hours: 26 };
  } else if (chance < 0.16 && acts.has('ask_assist')) {
    const helper = random.pick(book.departments.filter(({ organisation }) => organisation !== now.unit));
    now = yield {
      act: 'ask_assist',
      by: 'owner',
      speed: 0.14,
      target: helper,
      data: { work: '请派员到场配合处置', hours: 24 },
    };
    if (random.chance(0.15))
      return yield { act: 'refuse_assist', by: 'helper', hours: 4, note: '今日无可派力量，建议联系属地。' };
    now = yield { act: 'agree_assist', by: 'helper', hours: 2 };
    now = yield { act: 'answer_assist', by: 'helper', hours: 12, note: '已到场配合完成。' };
  } else if (chance < 0.18 && acts.has('whistle')) {
    const helper = random.pick(book.departments.filter(({ organisation }) => organisation !== now.unit));
    now = yield {
      act: 'whistle',
      by: 'desk',
      speed: 0.22,
      target: helper,
      data: { work: '街道吹哨，请到场会商处置', hours: 4 },
    };
    now = yield { act: 'arrive_assist', by: 'helper', hours: 1.5 };
    now = yield { act: 'answer_assist', by: 'helper', hours: 8, note: '现场会商后已分工落实。' };
  } else if (chance < 0.2) {
    const other = random.pick(book.departments.filter(({ organisation }) => organisation !== now.unit));
    now = yield { act: 'transfer', by: 'owner', speed: 0.22, target: other, note: '经会商由贵单位牵头办理。' };
    return yield { act: 'take', by: 'owner', speed: 0.36 };
  } else if (chance < 0.225 && acts.has('suspend')) {
    now = yield {
      act: 'suspend',
      by: 'desk',
      speed: 0.5,
      data: { until: day(now, 21) },
      note: '需列入改造计划，暂时挂账。',
    };
    if (random.chance(0.5)) return now;
    return yield { act: 'take_up', by: 'desk', hours: 24 * 9 };
  } else if (chance < 0.27) now = yield { act: 'note', by: 'owner', speed: 0.22, note: '已到现场查看，材料下午到。' };
  return now;
}
