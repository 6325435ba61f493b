import { describe, expect, it } from 'vitest';
import { clean } from '../../src/text/clean.js';
import { language } from '../../src/text/language.js';

const PARAGRAPH =
  'The company said on Monday that it would build a second plant beside the first one, because orders had grown faster than expected. ';

describe('clean', () => {
  it('finds the article in a page', () => {
    const page = `<html lang="en-GB"><head><title>A plant | News</title><script>x()</script></head><body>
      <nav><a href="/">Home</a> <a href="/x">Sport</a></nav>
      <article><h1>A plant</h1><p>${PARAGRAPH.repeat(3)}</p><p>Second &amp; last.<br>Really.</p></article>
      <footer>Cookies</footer></body></html>`;
    const { text, language: tag } = clean(page);
    expect(text).toContain(PARAGRAPH.trim());
    expect(text).toContain('Second & last. Really.');
    expect(text).not.toContain('x()');
    expect(text).not.toContain('Cookies');
    expect(tag).toBe('en-GB');
  });

  it.each(['', 'plain text', '<p>Short</p>', '<div><p>Open', '<<<>>>', `${'<div>'.repeat(500)}deep`])(
    'takes %j',
    (html) => {
      expect(typeof clean(html).text).toBe('string');
    },
  );

  it('keeps paragraphs apart', () => {
    expect(clean('<p>One.</p><p>Two.</p>').text).toBe('One.\n\nTwo.');
  });
});

describe('language', () => {
  it.each([
    ['en', PARAGRAPH],
    [
      'de',
      'Das Unternehmen teilte am Montag mit, dass es neben dem ersten Werk ein zweites bauen werde, weil die Aufträge gewachsen seien.',
    ],
    [
      'fr',
      "L'entreprise a annoncé lundi qu'elle construirait une deuxième usine à côté de la première, car les commandes ont augmenté.",
    ],
    ['zh', '该公司周一表示，将在第一家工厂旁边建造第二家工厂，因为订单增长速度超过预期。'],
    ['und', 'OK'],
  ])('tells %s', (tag, text) => {
    expect(language(text)).toBe(tag);
  });
});
