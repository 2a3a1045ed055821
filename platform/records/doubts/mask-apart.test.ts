import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskApart } from './mask-apart.ts';

const name = { head: 1, tail: 0 };
const phone = { head: 3, tail: 4 };

describe('masks of one question', () => {
  it('are the usual ones where those can be told apart', () => {
    expect(maskApart(['王小明', '李四'], name)).toEqual(['王**', '李*']);
    expect(maskApart(['13812345678', '13912345679'], phone)).toEqual(['138****5678', '139****5679']);
  });

  it('show one more character where they would look alike', () => {
    expect(maskApart(['王小明', '王晓明'], name)).toEqual(['王小*', '王晓*']);
    expect(maskApart(['13812345678', '13899995678'], phone)).toEqual(['1381***5678', '1389***5678']);
  });

  it('hide the surname instead where nothing else would stay hidden', () => {
    expect(maskApart(['王明', '王鸣'], name)).toEqual(['*明', '*鸣']);
  });

  it('are as different as the values, and never the whole of a longer one', () => {
    const values = fc.uniqueArray(fc.stringMatching(/^[0-3]{4,11}$/), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(values, (pair) => {
        const masks = maskApart(pair, name);
        expect(new Set(masks).size).toBe(2);
        for (const mask of masks) expect(mask).toContain('*');
      }),
    );
  });
});
