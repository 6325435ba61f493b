import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';

// The first document that must come out right stands beside a checkout, not in it.
const article = join(import.meta.dirname, '../../../shared/seed/article.txt');

it.skipIf(!existsSync(article))('the first document comes out right', async () => {
  const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);
  const { relations } = extract({ id: 'x', text: readFileSync(article, 'utf8') }, dictionary);
  const found = relations.map(({ type, subject, object, polarity, modality }) =>
    [`${type}(${subject.name}, ${object.name})`, polarity, modality].join(' '),
  );
  expect(found).toEqual(
    expect.arrayContaining([
      'stockpiled(DeepSeek, Nvidia) affirmed asserted',
      'collaborates-with(DeepSeek, Huawei) affirmed asserted',
      'leases(Alibaba, data center space) affirmed asserted',
      'leases(ByteDance, data center space) affirmed asserted',
      'trains-in(Alibaba, Southeast Asia) affirmed asserted',
      'trains-in(ByteDance, Southeast Asia) affirmed asserted',
      'restricts(U.S. government, H20) affirmed asserted',
      'restricts(U.S. government, MI308) affirmed asserted',
      'develops(Nvidia, H20) affirmed asserted',
      'develops(AMD, MI308) affirmed asserted',
    ]),
  );
});
