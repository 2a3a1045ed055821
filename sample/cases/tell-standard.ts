import type { CaseRecord } from '../../platform/cases/case-record.ts';
import type { Move, Scene, Story } from './scene.ts';
import { tellEnding } from './tell-ending.ts';
import { tellHandling } from './tell-handling.ts';

/** A stretch of a story; returns the case as it stands after it. */
export type Chapter = Generator<Move, CaseRecord, CaseRecord>;

/**
 * The standard loop from report to archive, as it goes in a district: most matters straight, some returned,
 * helped, extended, disputed.
 * @param row the case as opened
 */
export function* tellStandard(scene: Scene, row: CaseRecord): Story {
  let now = yield* beginning(scene, row);
  for (let round = 0; ; round++) {
    if (now.state === 'dispatching') now = yield* dispatching(scene, now, round);
    if (now.state === 'handling') now = yield* tellHandling(scene, now);
    if (now.state === 'verifying' || now.state === 'rating') now = yield* tellEnding(scene, now, round);
    if (now.state !== 'dispatching' && now.state !== 'handling') return;
  }
}

/** From the report to a task in somebody's hands, or to an early end. */
function* beginning(scene: Scene, row: CaseRecord): Chapter {
  const { random, origin, text, wish, keeps, acts } = scene;
  const chance = wish ? 1 : random.next();
  if (origin === 'resident' && chance < 0.02)
    return yield { act: 'withdraw', by: 'reporter', hours: 2, note: '问题已经自己解决了。' };
  if (chance < 0.045)
    return yield {
      act: 'decline',
      by: 'desk',
      speed: 0.45,
      note: '所述事项属于产权单位自管范围，不在受理范围内。',
      data: { route: '请联系产权单位或物业' },
    };
  if (chance < 0.052) return yield { act: 'void', by: 'desk', note: '误报，经电话核实没有该情况。' };
  if (chance < 0.07 && scene.twin && acts.has('merge'))
    return yield { act: 'merge', by: 'desk', speed: 0.35, data: { into: scene.twin }, note: '与在办案卷为同一事项。' };
  let now = origin === 'resident' ? yield* asking(scene, row) : row;
  if (now.state !== 'reported') return now;

  const owner = now.owner_post === null ? undefined : scene.book.get(now.owner_post);
  const worker = owner?.role === 'grid_worker';
  if (acts.has('settle') && worker && !wish && random.chance(origin === 'patrol' ? 0.6 : 0.3))
    return yield { act: 'settle', by: 'owner', speed: 0.4, note: random.pick(text.measures) };
  if (wish === 'confirming' || wish === 'filing' || random.chance(0.14)) {
    if (worker && acts.has('send_to_confirm') && (wish === 'confirming' || random.chance(0.4)))
      now = yield { act: 'send_to_confirm', by: 'desk', target: owner, note: '请到现场看一下是否属实。' };
    now = yield {
      act: 'confirm',
      by: now.state === 'confirming' || worker ? 'owner' : 'desk',
      speed: 0.35,
      data: {
        finding: random.weighted([
          ['as_reported', 8],
          ['partly', 2],
        ]),
      },
      note: '现场情况与反映一致。',
    };
  } else if (worker && acts.has('self_handle') && (keeps || (!wish && random.chance(0.25))))
    return yield { act: 'self_handle', by: 'owner', speed: 0.35 };
  else if (worker) now = yield { act: 'pass_up', by: 'owner', speed: 0.3, note: '超出网格处置能力，请社区派遣。' };
  // some go further up before anybody files them
  for (let up = 0; up < 2 && now.state === 'reported' && random.chance(wish === 'dispatching' ? 0.5 : 0.06); up++)
    now = yield { act: 'pass_up', by: 'owner', speed: 0.3, note: '需上级协调，请予派遣。' };
  return yield {
    act: 'accept',
    by: 'owner',
    speed: 0.35,
    data: { matter: text.entry.key, urgency: now.urgency, complex: random.chance(0.04) },
  };
}

/** What goes to and fro with the reporter before anybody takes the matter up. */
function* asking({ random, wish }: Scene, row: CaseRecord): Chapter {
  const chance = wish ? 1 : random.next();
  if (wish === 'draft' || chance < 0.02) {
    const draft = yield { act: 'take_back', by: 'reporter', hours: 0.3 };
    if (random.chance(0.3)) return draft;
    return yield { act: 'report', by: 'reporter', hours: 3, note: '重新说明一下位置，并补充了情况。' };
  }
  if (wish !== 'supplementing' && chance >= 0.055) return row;
  yield { act: 'ask_more', by: 'owner', note: '请补充具体位置和照片，方便现场核实。' };
  if (random.chance(0.15))
    return yield {
      act: 'decline',
      by: 'desk',
      hours: 120,
      note: '多日未能补充，无法核实。',
      data: { route: '可拨打12345再次反映' },
    };
  return yield { act: 'supplement', by: 'reporter', hours: 9, note: '就在楼门口左手边，刚又看了，还是那样。' };
}

/** From the desk to the one who does the work. */
function* dispatching(scene: Scene, row: CaseRecord, round: number): Chapter {
  const { random, book, text } = scene;
  const lead = book.department(text.entry.lead ?? '') ?? book.departments[0];
  let now = row;
  if (round === 0 && random.chance(0.04))
    now = yield { act: 'pass_up', by: 'owner', note: '需街道协调。', speed: 0.29 };
  if (round === 0 && random.chance(0.08)) {
    const wrong = random.pick(book.departments.filter(({ id }) => id !== lead?.id));
    now = yield { act: 'dispatch', by: 'owner', target: wrong, speed: 0.29 };
    now = yield {
      act: 'return',
      by: 'owner',
      speed: 0.43,
      data: { reason: 'not_ours' },
      note: '经核实不属于本单位职责，建议派遣至主管部门。',
    };
  }
  const street = book.at(now.area.slice(0, 9), 'street_desk');
  const worker = book.at(now.area, 'grid_worker');
  const to = random.weighted([
    [lead, 78],
    [street, 12],
    [worker ?? lead, 10],
  ]);
  now = yield { act: 'dispatch', by: 'owner', target: to, speed: 0.29, note: '请按时限处置并反馈。' };
  const teams = to ? book.teams(to.organisation) : [];
  if (teams.length && random.chance(0.6))
    return yield { act: 'assign', by: 'owner', target: random.pick(teams), speed: 0.32 };
  return yield { act: 'take', by: 'owner', speed: 0.32 };
}
