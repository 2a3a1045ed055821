import type { Act } from '@gewu/procedures/types';
import type { Actor } from '../../platform/access/actor.ts';
import { caseIdOf } from '../../platform/cases/case-number.ts';
import type { CaseRecord } from '../../platform/cases/case-record.ts';
import type { LivedCase } from './live-case.ts';
import type { Move } from './scene.ts';

export type AssistRow = {
  unit: number;
  post: number;
  work: string;
  whistle: boolean;
  due_at: Date;
  state: string;
  answer: string | null;
  asked_at: Date;
  answered_at: Date | null;
};

const ANSWERS: Readonly<Record<string, string>> = {
  'agree-assist': 'agreed',
  'refuse-assist': 'refused',
  'arrive-assist': 'arrived',
  'answer-assist': 'done',
};

/** What an act does outside the case's row, as the server does it in the act's transaction: parties, help, merging. */
export function applySide(lived: LivedCase, act: Act, after: CaseRecord, actor: Actor, move: Move, at: Date): void {
  const { unit } = lived.row;
  if (unit !== null && unit !== after.unit) lived.parties.add(unit);
  for (const effect of act.effects ?? []) {
    if (effect === 'ask-assist' && move.target) {
      const hours = Number(move.data?.hours ?? 24);
      lived.assists.push({
        unit: move.target.organisation,
        post: move.target.id,
        work: String(move.data?.work ?? ''),
        whistle: move.act === 'whistle',
        due_at: new Date(at.getTime() + hours * 3_600_000),
        state: 'asked',
        answer: null,
        asked_at: at,
        answered_at: null,
      });
      lived.parties.add(move.target.organisation);
    }
    const state = ANSWERS[effect];
    const task =
      state && actor.kind === 'staff'
        ? lived.assists.find(
            (assist) => assist.post === actor.post.id && assist.state !== 'done' && assist.state !== 'refused',
          )
        : undefined;
    if (state && task) Object.assign(task, { state, answer: move.note ?? task.answer, answered_at: at });
    if (effect === 'merge') after.merged_into = caseIdOf(String(move.data?.into)) ?? null;
  }
}
