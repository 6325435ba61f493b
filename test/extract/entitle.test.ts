import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';

const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);

const namesIn = (text: string): string[] => extract({ id: 'x', text }, dictionary).mentions.map(({ name }) => name);

it.each([
  ['chips in the singular', "Nvidia's H20s and Google's TPUs are scarce.", ['Nvidia', 'H20', 'Google', 'TPU']],
  ['a chip as the text calls it', 'Xpeng buys the Orin from Nvidia.', ['Xpeng', 'Orin', 'Nvidia']],
  ['a model with its series', 'Huawei makes the Ascend 910B and the 910C.', ['Huawei', 'Ascend 910B', 'Ascend 910C']],
  [
    'a fund by its full name, once that is given',
    'The Qatar Investment Authority (QIA) agreed to put $500 million into Anthropic.',
    ['Qatar Investment Authority', 'Qatar Investment Authority', 'Anthropic'],
  ],
  ['a body as the text calls it', 'The Federal Cartel Office fined Apple.', ['Federal Cartel Office', 'Apple']],
  [
    'a body by its name in another order',
    'The U.S. Commerce Department fined Apple.',
    ['U.S. Department of Commerce', 'Apple'],
  ],
  ['an abbreviated body in full', 'METI blacklisted Huawei.', ['Ministry of Economy, Trade and Industry', 'Huawei']],
  ['a capital that acts by its own name', 'Brussels fined Intel on Monday.', ['Brussels', 'Intel']],
])('names %s', (_, text, expected) => {
  expect(namesIn(text)).toEqual(expected);
});
