/**
 * Gives one transaction id for one content. Sending the same content again (after a network failure, a double
 * click) carries the same id, so the server answers with the first receipt; a changed content is another act and
 * gets a new id, because the server refuses an id that is reused for something else.
 */
export function keepActId(newId: () => string = () => crypto.randomUUID()): (content: unknown) => string {
  let last: { content: string; id: string } | undefined;
  return (content) => {
    const text = JSON.stringify(content);
    if (last?.content !== text) last = { content: text, id: newId() };
    return last.id;
  };
}
