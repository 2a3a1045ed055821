import type { Schema } from './arbitrary-from-schema.ts';

export type Parameter = { name: string; in: 'path' | 'query' | 'header' | 'cookie'; required: boolean; schema: Schema };
export type Operation = {
  method: string;
  path: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | undefined;
};

type Node = { [key: string]: unknown };

/** The operations of an OpenAPI 3.1 document, with every reference followed. */
export function readOperations(document: Node): Operation[] {
  const resolve = <T>(value: unknown, depth = 0): T => follow(document, value, depth) as T;
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths as Record<string, Node>)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
      const operation = item[method] as Node | undefined;
      if (!operation) continue;
      const content = resolve<{ content?: Record<string, { schema: Schema }> } | undefined>(
        operation.requestBody,
      )?.content;
      const [type, media] = Object.entries(content ?? {})[0] ?? [];
      const parameters = resolve<Parameter[] | undefined>(operation.parameters) ?? [];
      operations.push({
        method: method.toUpperCase(),
        path,
        parameters,
        body: type && media ? { type, schema: media.schema } : undefined,
      });
    }
  }
  return operations;
}

function follow(document: Node, value: unknown, depth: number): unknown {
  if (depth > 20 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => follow(document, item, depth + 1));
  const { $ref } = value as { $ref?: string };
  if ($ref?.startsWith('#/')) {
    const target = $ref
      .slice(2)
      .split('/')
      .reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);
    return follow(document, target, depth + 1);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, follow(document, item, depth + 1)]));
}
