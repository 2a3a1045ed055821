import { ApiProblem, chosenPost } from '../../../kit/api.ts';

export type Answer = { answer: 'yes' | 'no' | 'unknown'; hash: string };
export type Ask = {
  service: string;
  name: string;
  citizen?: string;
  address?: string;
  purpose: string;
  case: string;
  behalf?: string;
  id: string;
};

/** Asks one question; the hash that binds the answer to it comes in a header, which the common caller does not pass on. */
export async function askOnce(ask: Ask): Promise<Answer> {
  const post = chosenPost();
  const response = await fetch('/api/records/compare', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...(post !== null && { 'gewu-post': post }) },
    body: JSON.stringify(ask),
  });
  const body = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new ApiProblem(response.status, body);
  return { answer: body.answer as Answer['answer'], hash: response.headers.get('gewu-request-hash') ?? '' };
}
