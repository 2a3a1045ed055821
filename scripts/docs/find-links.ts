/** Relative targets of links and pictures in a Markdown text; code blocks are left out. */
export function findLinks(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [
    ...[...prose.matchAll(/\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g)].map(([, target]) => target),
    ...[...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, target]) => target),
  ];
  return targets.filter((target): target is string => target !== undefined && !/^([a-z]+:|#|\/)/.test(target));
}
