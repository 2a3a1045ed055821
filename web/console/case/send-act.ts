import { api } from '../../kit/api.ts';
import type { FormValues } from '../../kit/json-form.ts';
import type { Receipt } from './case-types.ts';

export type ActContent = { act: string; seq: number; values: FormValues; files: string[]; target: number | undefined };

/**
 * The body of an act: the note stands apart from the other answers of its form, and the post that takes over apart
 * from both, as the API wants them.
 */
export function writeAct(content: ActContent) {
  const { note, ...data } = content.values;
  return {
    act: content.act,
    seq: content.seq,
    ...(note === undefined ? {} : { note: String(note) }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(content.files.length === 0 ? {} : { files: content.files }),
    ...(content.target === undefined ? {} : { target: content.target }),
  };
}

/** Does the act. @throws ApiProblem 409 `case.moved` when somebody was first, 422 when the form or evidence is wrong */
export function sendAct(number: string, actId: string, content: ActContent): Promise<Receipt> {
  return api<Receipt>('POST', `/cases/${number}/acts`, { actId, ...writeAct(content) });
}
