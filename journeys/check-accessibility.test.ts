import { expect, test } from 'vitest';
import { checkAccessibility } from '../web/kit/check-accessibility.ts';
import { PHONE, withBrowser } from './support/open-browser.ts';

const browser = withBrowser();
const page = (body: string, style = '') =>
  `<!doctype html><html lang="zh-CN"><head><title>t</title><meta name="viewport" content="width=device-width">
   <style>body{font:20px/1.5 sans-serif;color:#1c2430;background:#fff}button{font:inherit;line-height:1.5;color:#1c2430;background:#eee;border:0;padding:0}
   p+p{margin-top:2em}${style}</style></head><body><main><h1>事项</h1>${body}</main></body></html>`;

/** The rows that a page built to break them is reported under. */
async function rowsOf(html: string, options: { elder?: boolean; largest?: boolean }): Promise<number[]> {
  const { page: screen, context } = await browser.open(PHONE);
  await screen.setContent(html);
  const findings = await checkAccessibility(screen, options);
  await context.close();
  return [...new Set(findings.map(({ row }) => row))].sort((a, b) => a - b);
}

const target = (width: number, height: number) => `<button style="width:${width}px;height:${height}px">好</button>`;

test.each([
  ['17.9 px text in the elder version', page('<div style="font-size:17.9px">内容</div>'), { elder: true }, [2]],
  ['line height 1.29', page('<div style="line-height:1.29">内容</div>'), {}, [4]],
  ['#777777 on white', page('<div style="color:#777777">内容</div>'), {}, [6]],
  [
    'pale words on a disabled button',
    page(`<button disabled style="width:80px;height:60px;color:#aaa">好</button>`),
    {},
    [6],
  ],
  ['a button of 59 × 60 in the elder version', page(target(59, 60)), { elder: true }, [9]],
  ['an icon button of 43 × 44 elsewhere', page(target(43, 44)), {}, [10]],
  [
    'a red dot as the only sign of overdue',
    page(
      '<div>案卷 <span style="display:inline-block;width:10px;height:10px;border-radius:5px;background:#d00"></span></div>',
    ),
    {},
    [8],
  ],
  [
    'a dialog on load',
    page('<div role="dialog" aria-label="活动" style="position:fixed;inset:100px">领红包</div>'),
    {},
    [13],
  ],
  ['a frame of others', page('<iframe title="广告" srcdoc="x"></iframe>'), {}, [13]],
  ['a serif font', page('<div style="font-family:serif">内容</div>'), {}, [3]],
  ['paragraphs close together', page('<p>一</p><p>二</p>', 'p{margin:0}p+p{margin-top:1em}'), {}, [5]],
  [
    '29 px at the largest step',
    page('<div style="font-size:29px">内容</div>', 'h1{font-size:34px}'),
    { largest: true },
    [1],
  ],
  [
    'words cut at the largest step',
    page(
      '<div style="font-size:34px;width:120px;overflow:hidden;white-space:nowrap">很长的一句话</div>',
      'h1{font-size:34px}',
    ),
    { largest: true },
    [1],
  ],
  [
    'words over words at the largest step',
    page(
      '<div style="font-size:34px">一句话</div><div style="font-size:34px;margin-top:-40px">另一句</div>',
      'h1{font-size:34px}',
    ),
    { largest: true },
    [1],
  ],
  ['a button without a name', page('<button style="width:60px;height:60px"></button>'), {}, [0]],
])('%s is reported', async (_name, html, options, rows) => {
  expect(await rowsOf(html, options)).toEqual(rows);
});

test.each([
  [
    '18 px, 60 × 60 and a dot with words',
    page(
      `<div style="font-size:18px">内容</div>${target(60, 60)}<span><i role="img" aria-label="超期" style="display:inline-block;width:10px;height:10px;background:#d00"></i> 超期</span>`,
    ),
    { elder: true },
  ],
  [
    '44 × 44 elsewhere, line height 1.3, 4.5 : 1',
    page(`<div style="line-height:1.3;color:#767676">内容</div>${target(44, 44)}<p>一</p><p>二</p>`),
    {},
  ],
  [
    'a small box inside a large label',
    page('<label style="display:inline-flex;min-width:60px;min-height:60px"><input type="checkbox">选</label>'),
    { elder: true },
  ],
])('%s is clean', async (_name, html, options) => {
  expect(await rowsOf(html, options)).toEqual([]);
});
