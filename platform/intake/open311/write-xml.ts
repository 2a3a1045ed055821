/** A value as it stands in an answer: what JSON can carry. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** What the items of a list are called in XML; JSON drops both wrappers (Spark convention). */
const ITEM: Record<string, string> = {
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

/**
 * An XML document of one of GeoReport's answers: no schema, no namespace, no attributes (GeoReport v2, "XML").
 * @param root name of the root element; a list under it becomes one element an item
 * @throws Error for a list whose items have no name
 */
export function writeXml(root: string, value: Plain): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
}

function element(name: string, value: Plain): string {
  const inside = content(name, value);
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`;
}

function content(name: string, value: Plain): string {
  if (value === null) return '';
  if (typeof value !== 'object') return escapeXml(String(value));
  if (!isList(value)) {
    return Object.entries(value)
      .map(([key, member]) => element(key, member))
      .join('');
  }
  const item = ITEM[name];
  if (!item) throw new Error(`no item name for the list ${name}`);
  return value.map((member) => element(item, member)).join('');
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

const ENTITY: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

function escapeXml(text: string): string {
  return dropIllegal(text).replace(/[&<>"'\r]/g, (sign) => ENTITY[sign] as string);
}

/**
 * Takes out what XML 1.0 (§2.2) cannot carry even escaped and what PostgreSQL cannot store: control characters
 * other than tab and line ends, lone surrogates, the two non-characters.
 */
export function dropIllegal(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
