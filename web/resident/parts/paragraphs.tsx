/** A longer text as the writer broke it: every line of its own becomes a paragraph. */
export function Paragraphs({ text }: { text: string }) {
  const parts = text
    .split(/\n+/)
    .map((part) => part.trim())
    .filter(Boolean);
  return (
    <div className="r-text">
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text is fixed, its paragraphs have no other name
        <p key={at}>{part}</p>
      ))}
    </div>
  );
}
