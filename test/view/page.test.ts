import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../src/view/index.js';
import { segments } from '../../src/view/segments.js';
import { extraction, mention, relation } from './make.js';

type HtmlDocument = ReturnType<typeof parseHTML>['document'];

const TEXT = 'Ada stockpiled the X1 and leases from Bay.';
const ADA = mention(TEXT, 'Ada');
const CHIP = mention(TEXT, 'X1', 'chip');
const BAY = mention(TEXT, 'Bay');
const BOTH = extraction(
  TEXT,
  [ADA, CHIP, BAY],
  [relation(TEXT, 'stockpiled', 0, 1, 'stockpiled'), relation(TEXT, 'leases', 0, 2, 'leases from')],
);

function page(...extractions: (typeof BOTH)[]): HtmlDocument {
  return parseHTML(renderPage(extractions.map((one) => ({ extraction: one })))).document;
}

describe('the page', () => {
  test('marks mentions and evidence, draws an arc and a row for each relation', () => {
    const document = page(BOTH);
    expect([...document.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Ada', 'X1', 'Bay']);
    expect([...document.querySelectorAll('u')].map(({ textContent }) => textContent)).toEqual([
      'stockpiled',
      'leases from',
    ]);
    const arcs = [...document.querySelectorAll('svg .arc')].map((arc) => [
      arc.getAttribute('data-s'),
      arc.querySelector('text')?.textContent,
      arc.getAttribute('data-o'),
    ]);
    expect(arcs).toEqual([
      ['0', 'stockpiled', '1'],
      ['0', 'leases', '2'],
    ]);
    expect(document.querySelectorAll('tbody tr')).toHaveLength(2);
    expect([...document.querySelectorAll('.legend li')].map(({ textContent }) => textContent)).toEqual([
      'firm 2',
      'chip 1',
      'leases 1',
      'stockpiled 1',
    ]);
  });

  test('shows the text unchanged', () => {
    expect(page(BOTH).querySelector('.text')?.textContent?.endsWith(TEXT)).toBe(true);
  });

  test('asks nothing of the network and says so in its policy', () => {
    const html = renderPage([{ extraction: BOTH }]);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/\b(src|href)="(?!#)/);
    expect(html).not.toMatch(/url\(|@import|https?:/);
  });

  test('hostile text is inert', () => {
    const text = '<script>alert(1)</script> "Ada" & \u202eevil\u0000 <img src=x onerror=alert(1)>';
    const hostile = { ...mention(text, 'Ada'), name: '"><script>alert(2)</script>', type: '<b>' };
    const document = page({ ...extraction(text, [hostile]), documentId: '<script>alert(3)</script>' });
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelectorAll('img, b')).toHaveLength(0);
    expect(document.querySelector('.text')?.textContent).not.toMatch(/\u202e|\0/);
  });

  test('the same extractions give the same page', () => {
    expect(renderPage([{ extraction: BOTH }])).toBe(renderPage([{ extraction: BOTH }]));
  });

  test('documents without relations, and none at all, are fine', () => {
    expect(page(extraction('Nothing here.')).querySelectorAll('table')).toHaveLength(0);
    expect(renderPage([])).toContain('0 documents');
  });
});

describe('segments', () => {
  test('evidence may hold, cross or lie in a mention', () => {
    const text = 'abcdefghij';
    const made = {
      ...extraction(text, [mention(text, 'cdef')]),
      relations: [relation(text, 'r', 0, 0, 'bcd'), relation(text, 'r', 0, 0, 'e')],
    };
    expect(
      segments(made).map(({ start, end, mention, evidence }) => [text.slice(start, end), mention, evidence]),
    ).toEqual([
      ['a', undefined, []],
      ['b', undefined, [0]],
      ['cd', 0, [0]],
      ['e', 0, [1]],
      ['f', 0, []],
      ['ghij', undefined, []],
    ]);
  });

  test('cover the text without a gap, whatever the spans', () => {
    const spans = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 10 })), { maxLength: 6 });
    fc.assert(
      fc.property(spans, spans, fc.string({ minLength: 20, maxLength: 50 }), (marks, triggers, text) => {
        let last = 0;
        const mentions = [...marks]
          .sort(([a], [b]) => a - b)
          .flatMap(([start, length]) => {
            const end = Math.min(start + length, text.length);
            if (start < last || end <= start) return [];
            last = end;
            return [{ ...ADA, start, end }];
          });
        const relations = triggers
          .map(([start, length]) => ({ start, end: Math.min(start + length, text.length) }))
          .filter(({ start, end }) => end > start)
          .map((span) => ({ ...relation(text, 'r', 0, 0, ''), evidence: { ...span, text: '' } }));
        const parts = segments(extraction(text, mentions, relations));
        expect(parts.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        for (const { start, end, mention: index, evidence } of parts) {
          const holds = (span: { start: number; end: number }) => span.start <= start && span.end >= end;
          expect(index).toBe(mentions.some(holds) ? mentions.findIndex(holds) : undefined);
          expect(evidence).toEqual(relations.flatMap((one, i) => (holds(one.evidence) ? [i] : [])));
        }
      }),
    );
  });
});
