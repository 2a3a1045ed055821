import { ApiProblem, chosenPost } from '../../kit/api.ts';

/**
 * Calls the API and hands over the answer part by part, as it comes.
 * @throws ApiProblem when the server refuses
 */
export async function readStream(
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  signal: AbortSignal,
  take: (part: Uint8Array<ArrayBuffer>, headers: Headers) => void,
): Promise<void> {
  const headers = new Headers();
  const post = chosenPost();
  if (post !== null) headers.set('gewu-post', post);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const response = await fetch(`/api${path}`, {
    method,
    headers,
    credentials: 'same-origin',
    signal,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new ApiProblem(response.status, (await response.json()) as Record<string, unknown>);
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return;
    take(part.value, response.headers);
  }
}
