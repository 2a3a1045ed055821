import { parseAst } from 'rolldown/parseAst';

export type Import = {
  specifier: string;
  /** Erased before the program runs: `import type`, `export type`, `import('…').T`. */
  typeOnly: boolean;
  line: number;
};

type Node = { type: string; [key: string]: unknown };

/**
 * Every import of a TypeScript file: static, re-exported, dynamic and in types.
 * @param file decides the dialect (`.tsx` or `.ts`)
 * @throws SyntaxError when the text is not TypeScript
 */
export function readImports(file: string, text: string): Import[] {
  const found: Import[] = [];
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const note = (source: unknown, typeOnly: boolean) => {
    const literal = source as { value?: unknown; start?: number } | null | undefined;
    if (typeof literal?.value !== 'string') return;
    found.push({ specifier: literal.value, typeOnly, line: lineOf(literal.start ?? 0) });
  };
  const visit = (node: Node) => {
    if (node.type === 'ImportDeclaration') note(node.source, isErased(node, 'importKind'));
    if (node.type === 'ExportNamedDeclaration') note(node.source, isErased(node, 'exportKind'));
    if (node.type === 'ExportAllDeclaration') note(node.source, node.exportKind === 'type');
    if (node.type === 'ImportExpression') note(node.source, false);
    if (node.type === 'TSImportType') note(node.source ?? node.argument, true);
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
  };
  const program: unknown = parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file);
  visit(program as Node);
  return found;
}

/** `import { type A, type B }` keeps the import at run time, so only the whole declaration counts as erased. */
function isErased(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  return node[kind] === 'type';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
