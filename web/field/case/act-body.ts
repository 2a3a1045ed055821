import type { ActBody } from '../outbox/outbox-item.ts';

/** The body of an act: the note travels apart from the other answers. */
export function actBody(
  act: string,
  seq: number | undefined,
  answers: Record<string, unknown>,
  target: number | undefined,
): ActBody {
  const { note, ...data } = answers;
  return {
    act,
    ...(seq !== undefined && { seq }),
    ...(typeof note === 'string' && note !== '' && { note }),
    ...(Object.keys(data).length > 0 && { data }),
    ...(target !== undefined && { target }),
  };
}
