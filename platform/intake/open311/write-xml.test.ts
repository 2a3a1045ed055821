import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { dropIllegal, type Plain, writeXml } from './write-xml.ts';

const parse = (xml: string) =>
  new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true }).parse(xml) as Record<
    string,
    unknown
  >;

describe('writeXml', () => {
  it('declares its encoding and wraps list items', () => {
    const xml = writeXml('services', [
      { service_code: '001', metadata: true, keywords: null },
      { service_code: '002', metadata: false, keywords: 'a,b' },
    ]);
    expect(xml).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<services><service><service_code>001</service_code><metadata>true</metadata><keywords/></service><service><service_code>002</service_code><metadata>false</metadata><keywords>a,b</keywords></service></services>\n',
    );
  });

  it('keeps the order and the place of empty items', () => {
    expect(writeXml('formats', ['text/xml', '', 'application/json'])).toContain(
      '<format>text/xml</format><format/><format>application/json</format>',
    );
  });

  it('carries any text through a parser unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wanted = dropIllegal(text);
        const read = parse(writeXml('errors', [{ code: '1', description: text }])) as {
          errors: { error: { description: string } };
        };
        expect(decode(read.errors.error.description)).toBe(wanted);
      }),
    );
  });

  it('refuses a list whose items have no name', () => {
    expect(() => writeXml('unheard_of', ['a'] as Plain)).toThrow(/item name/);
  });
});

/** The parser leaves numeric entities alone. */
const decode = (text: string) => text.replace(/&#13;/g, '\r');
