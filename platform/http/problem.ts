/** A sentence in both languages. */
export type Sentence = { zh: string; en: string };

/** An error that its reader can act on; answered as RFC 9457 problem+json. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: Sentence;
  readonly extra: Record<string, unknown>;

  /**
   * @param status HTTP status
   * @param code stable dotted code for programs, e.g. `case.moved`
   * @param sentence what happened and what to do, for people
   * @param extra further members of the answer
   */
  constructor(status: number, code: string, sentence: Sentence, extra: Record<string, unknown> = {}) {
    super(sentence.en);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.extra = extra;
  }
}

/** The row does not exist, or lies outside the actor's sight: the answer is the same. */
export function notFound(what: Sentence = { zh: '内容', en: 'The item' }): Problem {
  return new Problem(404, 'not-found', {
    zh: `未找到${what.zh}，或不在您的管辖范围内。`,
    en: `${what.en} was not found, or lies outside your area.`,
  });
}

export function forbidden(): Problem {
  return new Problem(403, 'forbidden', {
    zh: '您当前的岗位无权进行此操作。',
    en: 'Your present post may not do this.',
  });
}

export function signedOut(): Problem {
  return new Problem(401, 'signed-out', { zh: '请先登录。', en: 'Please sign in first.' });
}

/** The RFC 9457 document of a problem. */
export function problemDocument(problem: Problem): Record<string, unknown> {
  return {
    type: `urn:gewu:problem:${problem.code}`,
    title: problem.sentence.en,
    status: problem.status,
    detail: problem.sentence.zh,
    code: problem.code,
    detail_zh: problem.sentence.zh,
    detail_en: problem.sentence.en,
    ...problem.extra,
  };
}
