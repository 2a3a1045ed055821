import { XMLParser } from 'fast-xml-parser';

const ITEMS: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  notes: 'note',
};
/** Fields that are not text in JSON; everything else is, identifiers above all. */
const NUMBERS = new Set(['lat', 'long', 'order']);
const BOOLEANS = new Set(['metadata', 'variable', 'required', 'overdue']);

/**
 * An XML answer as its JSON twin under the Spark convention: root and item wrappers vanish, empty elements are null.
 * A reader of its own, apart from the writer, so that tests compare two things.
 * @returns name of the root element and the value
 */
export function readXmlAnswer(xml: string): { root: string; value: unknown } {
  const parsed = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, trimValues: false }).parse(
    xml,
  ) as Record<string, unknown>;
  const [[root, tree] = ['', undefined]] = Object.entries(parsed).filter(([name]) => name !== '#text');
  return { root, value: plain(root, tree) };
}

function plain(name: string, node: unknown): unknown {
  const item = ITEMS[name];
  if (item) {
    if (node === '' || node === undefined) return name === 'values' ? null : [];
    const inside = (node as Record<string, unknown>)[item];
    return (Array.isArray(inside) ? inside : [inside]).map((entry) => plain(item, entry));
  }
  if (node === '') return null;
  if (typeof node === 'object' && node !== null)
    return Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => key !== '#text')
        .map(([key, value]) => [key, plain(key, value)]),
    );
  if (NUMBERS.has(name)) return Number(node);
  if (BOOLEANS.has(name)) return node === 'true';
  return node;
}
