import { describe, expect, test } from 'vitest';
import { tagText } from './sentences.js';

const cases: [text: string, tags: string][] = [
  ['The firm was fined by the regulator.', 'DT N BE VN IN DT N .'],
  ['The regulator, which fined the firm, opened an inquiry.', 'DT N , WH ED DT N , ED DT N .'],
  ['The firm supplies the lab after buying a plant.', 'DT N VZ DT N IN VG DT N .'],
  ['The firm plans to buy chips.', 'DT N VZ TO V NS .'],
  ['The firm does not sell chips.', 'DT N DO NOT V NS .'],
  ['The firm could have sold chips.', 'DT N MD HAVE VN NS .'],
  ['Acme leases from Bolt.', 'P VZ IN P .'],
  ['Acme to buy Bolt', 'P TO V P'],
  ['Acme co-developed the chip with Bolt.', 'P R R ED DT N IN P .'],
  ['The firm no longer sells chips.', 'DT N NOT R VZ NS .'],
];

describe('tags', () => {
  test.each(cases)('%s', (text, tags) => {
    expect(tagText(text).tags.join(' ')).toBe(tags);
  });
});
