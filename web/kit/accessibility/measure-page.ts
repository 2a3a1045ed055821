import type { thresholds } from '../thresholds.ts';

/** One thing that is below the norm: `row` is the row of the norm's table (README of this folder). */
export type Finding = { row: number; what: string; where: string };
export type Measures = {
  /** The elder version: rows 2 and 9 count as well. */
  elder: boolean;
  /** The reader chose the largest text: row 1 counts. */
  largest: boolean;
  /** The reader opened the dialog that is on the screen. */
  asked: boolean;
  limits: typeof thresholds;
};

/**
 * Measures the page it runs in. It is sent into the browser as source, so that everything it needs is inside it or in
 * its argument.
 */
export function measurePage({ elder, largest, asked, limits }: Measures): Finding[] {
  const findings: Finding[] = [];
  const add = (row: number, element: Element, what: string) => findings.push({ row, what, where: nameOf(element) });
  const nameOf = (element: Element) => {
    const words = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30);
    const kind = element.id ? `#${element.id}` : [...element.classList].map((name) => `.${name}`).join('');
    return `${element.tagName.toLowerCase()}${kind}${words && ` "${words}"`}`;
  };
  const isSeen = (element: Element) => {
    const box = element.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return false;
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const main = document.querySelector('main') ?? document.body;
  const texts = textsIn(document.body);
  const inMain = texts.filter(({ element }) => main.contains(element));

  for (const { element, style } of inMain) {
    const size = Number.parseFloat(style.fontSize);
    if (largest && size < limits.largestFont) add(1, element, `${size}px at the largest step`);
    if (elder && size < limits.elderFont) add(2, element, `${size}px`);
  }
  for (const { element, style } of texts) {
    const generic = style.fontFamily.split(',').pop()?.trim().replace(/["']/g, '');
    if (generic !== limits.family) add(3, element, `font family ends with ${generic}`);
    const ratio = lineHeightOf(element, style) / Number.parseFloat(style.fontSize);
    if (ratio < limits.lineHeight - 0.001) add(4, element, `line height ${ratio.toFixed(3)}`);
    const contrast = contrastOf(element, style);
    // WCAG's "large text" starts later than the norm's and is kept: 24 px, or bold from 18.66 px
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const least = isLarge ? 3 : limits.contrast;
    if (contrast !== null && contrast < least) add(isLarge ? 7 : 6, element, `contrast ${contrast.toFixed(2)} : 1`);
  }
  if (largest) checkFit();
  checkParagraphs();
  checkColourAlone();
  checkTargets();
  checkIntruders();
  return findings;

  function textsIn(root: Element) {
    const found = new Map<Element, CSSStyleDeclaration>();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || found.has(element) || !node.textContent?.trim() || !isSeen(element)) continue;
      if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(element.tagName)) continue;
      found.set(element, getComputedStyle(element));
    }
    for (const field of root.querySelectorAll(
      'input:not([type=radio], [type=checkbox], [type=file]), select, textarea',
    )) {
      if (isSeen(field)) found.set(field, getComputedStyle(field));
    }
    return [...found].map(([element, style]) => ({ element, style }));
  }

  function lineHeightOf(element: Element, style: CSSStyleDeclaration): number {
    const told = Number.parseFloat(style.lineHeight);
    if (!Number.isNaN(told)) return told;
    const probe = document.createElement('div');
    Object.assign(probe.style, { font: style.font, lineHeight: 'normal', position: 'absolute', visibility: 'hidden' });
    probe.textContent = element.textContent?.trim().slice(0, 1) || '字';
    document.body.append(probe);
    const { height } = probe.getBoundingClientRect();
    probe.remove();
    return height;
  }

  /** Contrast of text against the plain colours behind it; null where a picture lies behind (axe looks at those). */
  function contrastOf(element: Element, style: CSSStyleDeclaration): number | null {
    let behind: number[] = [255, 255, 255, 1];
    const layers: number[][] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const own = getComputedStyle(at);
      if (own.backgroundImage !== 'none') return null;
      const colour = readColour(own.backgroundColor);
      if (!colour) return null;
      if ((colour[3] ?? 1) > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    for (const layer of layers.reverse()) behind = mix(layer, behind);
    const ink = readColour(style.color);
    if (!ink) return null;
    const a = luminance(mix(ink, behind));
    const b = luminance(behind);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  function readColour(text: string): number[] | null {
    const parts = /^rgba?\(([^)]+)\)$/
      .exec(text)?.[1]
      ?.split(/[ ,/]+/)
      .map(Number);
    return parts ? [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0, parts[3] ?? 1] : null;
  }
  function mix(over: number[], under: number[]): number[] {
    const alpha = over[3] ?? 1;
    return [0, 1, 2].map((at) => (over[at] ?? 0) * alpha + (under[at] ?? 0) * (1 - alpha));
  }
  function luminance(colour: number[]): number {
    const [r = 0, g = 0, b = 0] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** At the largest text nothing is cut, hidden beside the screen, or printed over something else. */
  function checkFit(): void {
    if (document.documentElement.scrollWidth > innerWidth + 1) add(1, document.body, 'wider than the screen');
    for (const { element, style } of inMain) {
      const hides = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis';
      const isField = element.matches('input, select, textarea');
      if (hides && !isField && element.scrollWidth > element.clientWidth + 1) add(1, element, 'text is cut');
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) add(1, element, 'beside the screen');
    }
    const boxes = inMain
      .filter(({ element }) => element.children.length === 0 && !element.matches('input, select, textarea'))
      .map(({ element }) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return { element, box: range.getBoundingClientRect() };
      });
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 3 && high > 6 && !one.element.contains(other.element))
          add(1, one.element, `overlaps ${nameOf(other.element)}`);
      }
    }
  }

  function checkParagraphs(): void {
    for (const paragraph of document.querySelectorAll('p + p')) {
      const before = paragraph.previousElementSibling;
      if (!before || !isSeen(paragraph) || !isSeen(before)) continue;
      const gap = paragraph.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
      const ratio = gap / lineHeightOf(paragraph, getComputedStyle(paragraph));
      if (ratio >= 0 && ratio < limits.paragraphGap - 0.01)
        add(5, paragraph, `paragraph gap ${ratio.toFixed(2)} lines`);
    }
  }

  /** A small coloured thing without words or a name tells by its colour alone. */
  function checkColourAlone(): void {
    for (const element of document.body.querySelectorAll('*')) {
      if (
        !isSeen(element) ||
        element.closest('[aria-hidden="true"], svg, canvas') ||
        element.matches('input, select, textarea, img, button, a')
      )
        continue;
      const box = element.getBoundingClientRect();
      if (box.width > 32 || box.height > 32 || element.children.length > 0 || element.textContent?.trim()) continue;
      if (element.getAttribute('aria-label') || element.getAttribute('title')) continue;
      const colour = readColour(getComputedStyle(element).backgroundColor);
      if (!colour || colour[3] === 0) continue;
      const [r = 0, g = 0, b = 0] = colour;
      if (Math.max(r, g, b) - Math.min(r, g, b) > 40) add(8, element, 'colour is the only sign');
    }
  }

  function checkTargets(): void {
    const least = elder ? limits.elderTarget : limits.target;
    const row = elder ? 9 : 10;
    const controls =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], [role=switch], [role=checkbox], [role=radio], [onclick], [tabindex]:not([tabindex^="-"])';
    const seen = new Set<Element>();
    for (const control of document.querySelectorAll(controls)) {
      // a label around a box or a file field is its hot area
      const area = control.matches('input[type=radio], input[type=checkbox], input[type=file]')
        ? (control.closest('label') ?? control)
        : control;
      if (seen.has(area) || !isSeen(area)) continue;
      seen.add(area);
      const { width, height } = area.getBoundingClientRect();
      if (width < least - 0.5 || height < least - 0.5)
        add(row, area, `target ${Math.round(width)} × ${Math.round(height)}`);
    }
    for (const map of document.querySelectorAll('.maplibregl-map')) {
      if (map.querySelectorAll('.maplibregl-ctrl-zoom-in, .maplibregl-ctrl-zoom-out').length < 2)
        add(11, map, 'pinching has no buttons');
    }
  }

  /** Frames and scripts of others, and whatever opens by itself over the page. */
  function checkIntruders(): void {
    for (const frame of document.querySelectorAll('iframe, frame, object, embed')) add(13, frame, 'a foreign frame');
    for (const script of document.querySelectorAll<HTMLScriptElement>('script[src]')) {
      if (new URL(script.src).origin !== location.origin)
        add(13, script, `a script from ${new URL(script.src).origin}`);
    }
    if (asked) return;
    for (const dialog of document.querySelectorAll(
      'dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]',
    )) {
      if (isSeen(dialog)) add(13, dialog, 'a dialog nobody asked for');
    }
  }
}
